from uuid import UUID

import jwt
from fastapi import Depends, HTTPException, Request, status
from fastapi.security import HTTPBearer
from sqlmodel.ext.asyncio.session import AsyncSession

from conference.config import Config
from conference.db.main import get_session
from conference.db.models import User


def create_access_token(user_uid: UUID) -> str:
    return jwt.encode({"sub": str(user_uid)}, Config.JWT_SECRET, algorithm="HS256")


class JWTBearer(HTTPBearer):
    """The user whose token a request carries."""

    def __init__(self, *, admin: bool = False):
        super().__init__(auto_error=False)
        self.admin = admin

    async def __call__(
        self, request: Request, session: AsyncSession = Depends(get_session)
    ) -> User:
        credentials = await super().__call__(request)
        user = (
            await self.load(credentials.credentials, session) if credentials else None
        )
        if user is None:
            raise HTTPException(
                status.HTTP_401_UNAUTHORIZED,
                "Invalid or missing token",
                headers={"WWW-Authenticate": "Bearer"},
            )
        if self.admin and not user.is_admin:
            raise HTTPException(status.HTTP_403_FORBIDDEN, "Admins only")
        return user

    async def load(self, token: str, session: AsyncSession) -> User | None:
        try:
            claims = jwt.decode(token, Config.JWT_SECRET, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return None
        return await session.get(User, UUID(claims["sub"]))
