from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from conference.db.models import Speaker
from conference.speakers.schemas import SpeakerCreate


class SpeakerService:
    async def get_all(self, session: AsyncSession):
        result = await session.exec(select(Speaker).order_by(Speaker.name))
        return result.all()

    async def create(self, data: SpeakerCreate, session: AsyncSession) -> Speaker:
        speaker = Speaker(**data.model_dump())
        session.add(speaker)
        await session.flush()
        return speaker
