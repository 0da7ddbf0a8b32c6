"""Users that tests send requests as."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from fastapi import FastAPI
from sqlalchemy import insert

from tracker.auth.models import User
from tracker.auth.tokens import Tokens
from tracker.database import Database


@dataclass(frozen=True)
class Caller:
    """A user who is logged in."""

    id: UUID
    headers: dict[str, str]


async def new_caller(app: FastAPI, *roles: str, id: UUID | None = None) -> Caller:
    """A user whose password nobody knows: hashing one would take long."""
    database: Database = app.state.database
    tokens: Tokens = app.state.tokens
    user_id = id or uuid4()
    await database.execute(
        insert(User),
        {
            "id": user_id,
            "email": f"{user_id}@example.com",
            "password_hash": "none",
            "roles": sorted(roles),
        },
    )
    token = tokens.issue(user_id, roles)
    return Caller(user_id, {"Authorization": f"Bearer {token}"})
