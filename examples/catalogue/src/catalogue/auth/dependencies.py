"""The user who sends a request."""

from collections.abc import Awaitable, Callable
from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.security import OAuth2PasswordBearer

from catalogue.auth import service
from catalogue.auth.tokens import SCHEME, Tokens
from catalogue.database import DatabaseDep
from catalogue.errors import Unauthenticated
from catalogue.principals import Principal

bearer_token = OAuth2PasswordBearer(tokenUrl="auth/token", auto_error=False)


async def get_tokens(request: Request) -> Tokens:
    """Return the tokens that the application opened at start-up."""
    return cast("Tokens", request.app.state.tokens)


TokensDep = Annotated[Tokens, Depends(get_tokens)]


async def current_user(
    tokens: TokensDep,
    token: Annotated[str | None, Depends(bearer_token)],
) -> Principal:
    """Return the user of the token, by its claims alone."""
    if not token:
        raise Unauthenticated("A bearer token is required.", SCHEME)
    return tokens.verify(token)


CurrentUser = Annotated[Principal, Depends(current_user)]


async def active_user(user: CurrentUser, database: DatabaseDep) -> None:
    """Refuse a user who was deleted or deactivated since the token was issued."""
    await service.get_user(database, user.id)


def has_role(*roles: str) -> Callable[[Principal], Awaitable[None]]:
    """Return a dependency that refuses callers without one of these roles."""

    async def check(user: CurrentUser) -> None:
        user.require(*roles)

    return check
