import uuid

from sqlmodel import desc, select
from sqlmodel.ext.asyncio.session import AsyncSession

from conference.db.models import Talk
from conference.talks.schemas import TalkCreate


class TalkService:
    async def get_all(self, session: AsyncSession):
        result = await session.exec(select(Talk).order_by(desc(Talk.created_at)))
        return result.all()

    async def get(self, talk_uid: uuid.UUID, session: AsyncSession) -> Talk | None:
        return await session.get(Talk, talk_uid)

    async def create(self, data: TalkCreate, session: AsyncSession) -> Talk:
        talk = Talk(**data.model_dump())
        session.add(talk)
        await session.flush()
        return talk
