"""Routes to log in, and to get the current user."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Response
from fastapi.security import OAuth2PasswordRequestForm

from catalogue.auth import service
from catalogue.auth.dependencies import CurrentUser, TokensDep
from catalogue.auth.schemas import TokenResponse, UserResponse
from catalogue.auth.settings import TokenSettings
from catalogue.auth.tokens import Tokens
from catalogue.database import DatabaseDep
from catalogue.errors import Unauthenticated, responses
from catalogue.settings import load


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
    """Open the tokens while the application runs."""
    environment = app.state.settings.environment
    app.state.tokens = Tokens(load(TokenSettings, environment=environment))
    yield


router = APIRouter(
    prefix="/auth",
    tags=["auth"],
    lifespan=lifespan,
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
    """Get the user of the token."""
    return await service.get_user(database, user.id)
