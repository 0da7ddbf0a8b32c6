"""Who works with labels, and how tests make and find one."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient
from sqlalchemy import select

from tracker.database import Database
from tracker.labels import service
from tracker.labels.schemas import LabelResponse

from tests.auth.callers import Caller, new_caller
from tests.labels import examples


@pytest.fixture
async def caller(app: FastAPI, database: Database) -> Caller:
    """Somebody who may do everything with labels of their own."""
    return await new_caller(app, *examples.ROLES)


@pytest.fixture
async def api(
    connect: Callable[..., Awaitable[AsyncClient]],
    caller: Caller,
) -> AsyncClient:
    """Their client."""
    return await connect(caller.headers)


@pytest.fixture
async def powerless(
    connect: Callable[..., Awaitable[AsyncClient]],
    app: FastAPI,
    database: Database,
) -> AsyncClient:
    """The client of somebody without any of the roles that are asked for."""
    other = await new_caller(app, "visitor")
    return await connect(other.headers)


@pytest.fixture
def create(api: AsyncClient) -> examples.Create:
    """`await create(**values)` is the answer with a new label."""

    async def create(**values: Any) -> examples.Row:
        response = await api.post(examples.PATH, json=examples.new_body(**values))
        assert response.status_code == 201, response.text
        return examples.one(response)

    return create


@pytest.fixture
def shown(database: Database) -> examples.Shown:
    """`await shown(id)` is what is stored, as answers have it."""

    async def shown(id_: str) -> examples.Row:
        found = select(*service.COLUMNS).where(service.TABLE.c.id == UUID(id_))
        row = (await database.execute(found)).one()
        answer = LabelResponse.model_validate(row._asdict())
        return answer.model_dump(mode="json")

    return shown


@pytest.fixture
def exists(database: Database) -> examples.Exists:
    """`await exists(id)` tells whether it is stored."""

    async def exists(id_: str) -> bool:
        found = select(service.TABLE.c.id).where(service.TABLE.c.id == UUID(id_))
        return (await database.execute(found)).first() is not None

    return exists
