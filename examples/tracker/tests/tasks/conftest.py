"""Who works with tasks, and how tests make and find one."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient
from sqlalchemy import select

from tracker.database import Base, Database
from tracker.projects.models import Project
from tracker.tasks import service
from tracker.tasks.schemas import TaskResponse

from tests.auth.callers import Caller, new_caller
from tests.rows import insert_row, update_row
from tests.tasks import examples


@pytest.fixture
async def caller(app: FastAPI, database: Database) -> Caller:
    """Somebody who may do everything with tasks of their own."""
    return await new_caller(app, id=examples.CALLER_ID)


@pytest.fixture
async def api(
    connect: Callable[..., Awaitable[AsyncClient]],
    caller: Caller,
) -> AsyncClient:
    """Their client."""
    return await connect(caller.headers)


@pytest.fixture
async def stranger(
    connect: Callable[..., Awaitable[AsyncClient]],
    app: FastAPI,
    database: Database,
) -> AsyncClient:
    """The client of somebody else."""
    other = await new_caller(app)
    return await connect(other.headers)


@pytest.fixture
async def overseer(app: FastAPI, database: Database) -> Caller:
    """Somebody who reaches the tasks of every owner."""
    return await new_caller(app, *examples.OVERSEER_ROLES)


@pytest.fixture(autouse=True)
async def _parent(database: Database, caller: Caller) -> None:
    """The project of PATH, which is the caller's."""
    await insert_row(
        database,
        Project.table(),
        id=examples.PARENT_ID,
        owner_id=caller.id,
    )


@pytest.fixture
async def other_parent(database: Database, caller: Caller) -> UUID:
    """Another project of the caller's."""
    return await insert_row(
        database,
        Project.table(),
        owner_id=caller.id,
    )


@pytest.fixture
def create(api: AsyncClient) -> examples.Create:
    """`await create(**values)` is the answer with a new task."""

    async def create(**values: Any) -> examples.Row:
        response = await api.post(examples.PATH, json=examples.new_body(**values))
        assert response.status_code == 201, response.text
        return examples.one(response)

    return create


@pytest.fixture(autouse=True)
async def _referenced(database: Database, caller: Caller) -> None:
    """The rows that bodies refer to are there, the caller's own where they have owners."""
    for name, ids in examples.REFERENCED.items():
        for id_ in ids:
            table, owner = Base.metadata.tables[name], examples.owner_in(name)
            await insert_row(database, table, id=id_, **owner)


@pytest.fixture
def stored(
    database: Database,
    create: examples.Create,
    shown: examples.Shown,
) -> examples.Create:
    """`await stored(**values)` is a task that has come to have these values."""

    async def stored(**values: Any) -> examples.Row:
        id_: str = (await create())["id"]
        await update_row(database, service.TABLE, UUID(id_), **values)
        return await shown(id_)

    return stored


@pytest.fixture
def shown(database: Database) -> examples.Shown:
    """`await shown(id)` is what is stored, as answers have it."""

    async def shown(id_: str) -> examples.Row:
        found = select(*service.COLUMNS).where(service.TABLE.c.id == UUID(id_))
        row = (await database.execute(found)).one()
        answer = TaskResponse.model_validate(row._asdict())
        return answer.model_dump(mode="json")

    return shown


@pytest.fixture
def exists(database: Database) -> examples.Exists:
    """`await exists(id)` tells whether it is stored."""

    async def exists(id_: str) -> bool:
        found = select(service.TABLE.c.id).where(service.TABLE.c.id == UUID(id_))
        return (await database.execute(found)).first() is not None

    return exists
