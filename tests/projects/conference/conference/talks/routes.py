import uuid

from fastapi import APIRouter, Depends, HTTPException, status
from sqlmodel.ext.asyncio.session import AsyncSession

from conference.auth import JWTBearer
from conference.db.main import get_session
from conference.db.models import User
from conference.responses import ResponseModel
from conference.talks.schemas import TalkCreate, TalkRead
from conference.talks.service import TalkService

talk_router = APIRouter()
talk_service = TalkService()


@talk_router.get("/", response_model=ResponseModel[list[TalkRead]])
async def get_all_talks(
    session: AsyncSession = Depends(get_session),
    user: User = Depends(JWTBearer()),
):
    return ResponseModel(data=await talk_service.get_all(session))


@talk_router.get("/{talk_uid}", response_model=ResponseModel[TalkRead])
async def get_talk(
    talk_uid: uuid.UUID,
    session: AsyncSession = Depends(get_session),
    user: User = Depends(JWTBearer()),
):
    talk = await talk_service.get(talk_uid, session)
    if talk is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Talk not found")
    return ResponseModel(data=talk)


@talk_router.post(
    "/", response_model=ResponseModel[TalkRead], status_code=status.HTTP_201_CREATED
)
async def create_talk(
    talk_data: TalkCreate,
    session: AsyncSession = Depends(get_session),
    user: User = Depends(JWTBearer()),
):
    talk = await talk_service.create(talk_data, session)
    return ResponseModel(data=talk, message="created")
