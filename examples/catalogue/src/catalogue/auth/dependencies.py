"""Who sends the request."""

from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.security import OAuth2PasswordBearer

from catalogue.auth.tokens import Principal, Tokens
from catalogue.errors import Unauthenticated

bearer_token = OAuth2PasswordBearer(tokenUrl="auth/token", auto_error=False)


async def get_tokens(request: Request) -> Tokens:
    """The tokens of the application."""
    return cast("Tokens", request.app.state.tokens)


TokensDep = Annotated[Tokens, Depends(get_tokens)]


async def current_user(
    tokens: TokensDep,
    token: Annotated[str | None, Depends(bearer_token)],
) -> Principal:
    """Whom the token stands for; its claims decide, without a look at the database."""
    if not token:
        raise Unauthenticated("A bearer token is required.")
    return tokens.verify(token)


CurrentUser = Annotated[Principal, Depends(current_user)]
