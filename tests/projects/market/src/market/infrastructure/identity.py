from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from market.infrastructure.settings import Settings

scheme = HTTPBearer()


class Principal(BaseModel):
    """Who asks, as another service says; we keep no users."""

    subject: str
    roles: list[str] = []


def get_principal(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(scheme)],
) -> Principal:
    try:
        claims = jwt.decode(
            credentials.credentials, Settings().token_key, algorithms=["HS256"]
        )
    except jwt.InvalidTokenError:
        raise HTTPException(401, "Invalid token") from None
    return Principal(subject=claims["sub"], roles=claims.get("roles", []))


CurrentPrincipal = Annotated[Principal, Depends(get_principal)]
