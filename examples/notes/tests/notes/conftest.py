"""Fixtures for the tests of notes."""

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select

from notes.database import Database
from notes.schemas.note import NoteResponse
from notes.services import note as service

from tests.notes import examples


@pytest.fixture
def shown(database: Database) -> examples.Shown:
    """`shown(id)` returns the stored row as responses show it, or `None`."""

    async def shown(id_: object) -> examples.Row | None:
        found = select(*service.COLUMNS).where(service.TABLE.c.id == id_)
        result = await database.execute(found)
        row = result.one_or_none()
        if row is None:
            return None
        answer = NoteResponse.model_validate(row._asdict())
        return answer.model_dump(mode="json")

    return shown


@pytest.fixture
def api(client: AsyncClient) -> AsyncClient:
    """A client that may do everything."""
    return client


@pytest.fixture
def path() -> str:
    return "/notes"


@pytest.fixture
def new() -> examples.New:
    """`new(**values)` returns a valid body with these values."""

    def new(**values: object) -> examples.Row:
        return examples.BODY | values

    return new


@pytest.fixture
def create(api: AsyncClient, path: str, new: examples.New) -> examples.Create:
    """`create(**values)` creates one and returns it."""

    async def create(**values: object) -> examples.Row:
        response = await api.post(path, json=new(**values))
        assert response.status_code == 201, response.text
        return examples.one(response)

    return create
