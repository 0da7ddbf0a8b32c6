from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import APIKeyHeader

from app.database import SessionDep
from app.models import User

scheme = APIKeyHeader(name="X-User", auto_error=False)


async def get_current_user(
    session: SessionDep, name: Annotated[str | None, Depends(scheme)]
) -> User:
    user = await session.get(User, int(name)) if name else None
    if user is None:
        raise HTTPException(401, headers={"WWW-Authenticate": "X-User"})
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]
