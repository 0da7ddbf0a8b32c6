"""The HTTP side of users: log in, and see oneself."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.security import OAuth2PasswordRequestForm

from catalogue.auth import service
from catalogue.auth.dependencies import CurrentUser, TokensDep
from catalogue.auth.schemas import TokenResponse, UserResponse
from catalogue.database import DatabaseDep
from catalogue.errors import Unauthenticated, responses

router = APIRouter(
    prefix="/auth",
    tags=["auth"],
    responses=responses(Unauthenticated),
)


@router.post("/token")
async def create_token(
    form: Annotated[OAuth2PasswordRequestForm, Depends()],
    database: DatabaseDep,
    tokens: TokensDep,
    response: Response,
) -> TokenResponse:
    """Log in with email and password."""
    user = await service.authenticate(database, form.username, form.password)
    response.headers["Cache-Control"] = "no-store"
    return TokenResponse(
        access_token=tokens.issue(user.id, user.roles),
        expires_in=tokens.lifetime,
    )


@router.get("/me")
async def get_me(user: CurrentUser, database: DatabaseDep) -> UserResponse:
    """See whom the token stands for."""
    return await service.get_user(database, user.id)
