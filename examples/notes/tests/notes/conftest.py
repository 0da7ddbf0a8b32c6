"""Who works with notes, and how tests make and find one."""

from typing import Any
from uuid import UUID

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select

from notes.database import Database
from notes.schemas.note import NoteResponse
from notes.services import note as service

from tests.notes import examples


@pytest.fixture
def api(client: AsyncClient) -> AsyncClient:
    """A client that may do everything, as anybody may."""
    return client


@pytest.fixture
def create(api: AsyncClient) -> examples.Create:
    """`await create(**values)` is the answer with a new note."""

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
        answer = NoteResponse.model_validate(row._asdict())
        return answer.model_dump(mode="json")

    return shown


@pytest.fixture
def exists(database: Database) -> examples.Exists:
    """`await exists(id)` tells whether it is stored."""

    async def exists(id_: str) -> bool:
        found = select(service.TABLE.c.id).where(service.TABLE.c.id == UUID(id_))
        return (await database.execute(found)).first() is not None

    return exists
