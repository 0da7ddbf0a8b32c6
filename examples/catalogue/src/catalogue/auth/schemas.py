"""Schemas of users and tokens."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, EmailStr, Field, Secret

from catalogue.auth.passwords import LONGEST
from catalogue.principals import Role
from catalogue.validation import RequestModel

Email = Annotated[EmailStr, AfterValidator(str.lower), Field(max_length=254)]
Password = Secret[Annotated[str, Field(min_length=8, max_length=LONGEST)]]


class UserCreate(RequestModel):
    """A new user."""

    email: Email
    password: Password
    roles: list[Role] = []


class UserResponse(BaseModel):
    """The current user."""

    id: UUID
    email: str
    roles: list[str]


class TokenResponse(BaseModel):
    """A token for the header `Authorization: Bearer …`."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"
    expires_in: Annotated[int, Field(description="Seconds until it expires.")]
