from fastapi import APIRouter, Depends, status
from sqlmodel.ext.asyncio.session import AsyncSession

from conference.auth import JWTBearer
from conference.db.main import get_session
from conference.responses import ResponseModel
from conference.speakers.schemas import SpeakerCreate, SpeakerRead
from conference.speakers.service import SpeakerService

speaker_router = APIRouter()
speaker_service = SpeakerService()


@speaker_router.get("/", response_model=ResponseModel[list[SpeakerRead]])
async def get_all_speakers(
    session: AsyncSession = Depends(get_session), _=Depends(JWTBearer())
):
    return ResponseModel(data=await speaker_service.get_all(session))


@speaker_router.post(
    "/",
    response_model=ResponseModel[SpeakerRead],
    status_code=status.HTTP_201_CREATED,
)
async def create_speaker(
    data: SpeakerCreate,
    session: AsyncSession = Depends(get_session),
    _=Depends(JWTBearer(admin=True)),
):
    return ResponseModel(data=await speaker_service.create(data, session))
