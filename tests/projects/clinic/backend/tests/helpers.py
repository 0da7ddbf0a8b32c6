from sqlalchemy.ext.asyncio import AsyncSession

from app.auth import create_token
from app.models import User
from core.db import engine


async def headers_of(*roles: str) -> dict[str, str]:
    async with AsyncSession(engine, expire_on_commit=False) as session:
        user = User(login="-".join(("user", *roles)), password_hash="", roles=[*roles])
        session.add(user)
        await session.commit()
        return {"Authorization": f"Bearer {create_token(user.id)}"}
