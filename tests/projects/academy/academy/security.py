from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy.ext.asyncio import AsyncSession

from academy.db import db_session
from academy.models.user import Account
from academy.settings import settings

oauth2 = OAuth2PasswordBearer(tokenUrl="/v2/auth/token")


def token_for(account: Account) -> str:
    return jwt.encode({"sub": str(account.id)}, settings.secret, algorithm="HS256")


async def current_account(
    token: Annotated[str, Depends(oauth2)],
    session: Annotated[AsyncSession, Depends(db_session)],
) -> Account:
    refused = HTTPException(401, "Invalid token", {"WWW-Authenticate": "Bearer"})
    try:
        claims = jwt.decode(token, settings.secret, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise refused from None
    account = await session.get(Account, int(claims["sub"]))
    if account is None:
        raise refused
    return account
