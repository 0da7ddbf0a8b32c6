from collections.abc import Awaitable, Callable

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.config import config
from app.models import User
from core.db import session

http_bearer = HTTPBearer(auto_error=False)


def create_token(user_id: int) -> str:
    return jwt.encode(
        {"user_id": user_id}, config.JWT_SECRET_KEY, algorithm=config.JWT_ALGORITHM
    )


def require_user(*roles: str) -> Callable[..., Awaitable[User]]:
    """The user who asks; where roles are named, one of them has to be theirs."""

    async def dependency(
        credentials: HTTPAuthorizationCredentials | None = Depends(http_bearer),
    ) -> User:
        if credentials is None:
            raise HTTPException(401, "Not authenticated")
        try:
            claims = jwt.decode(
                credentials.credentials,
                config.JWT_SECRET_KEY,
                algorithms=[config.JWT_ALGORITHM],
            )
        except jwt.InvalidTokenError:
            raise HTTPException(401, "Not authenticated")
        user = await session.get(User, claims["user_id"])
        if user is None:
            raise HTTPException(401, "Not authenticated")
        if roles and not set(roles) & set(user.roles):
            raise HTTPException(403, "Not permitted")
        return user

    return dependency
