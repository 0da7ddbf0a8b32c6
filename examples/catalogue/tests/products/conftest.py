"""Who works with products, and how tests make and find one."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient
from sqlalchemy import select

from catalogue.database import Database
from catalogue.products import service
from catalogue.products.schemas import ProductResponse

from tests.auth.callers import Caller, new_caller
from tests.products import examples


@pytest.fixture
async def caller(app: FastAPI, database: Database) -> Caller:
    """Somebody who may do everything with products of their own."""
    return await new_caller(app)


@pytest.fixture
async def api(
    connect: Callable[..., Awaitable[AsyncClient]],
    caller: Caller,
) -> AsyncClient:
    """Their client."""
    return await connect(caller.headers)


@pytest.fixture
def create(api: AsyncClient) -> examples.Create:
    """`await create(**values)` is the answer with a new product."""

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
        answer = ProductResponse.model_validate(row._asdict())
        return answer.model_dump(mode="json")

    return shown


@pytest.fixture
def exists(database: Database) -> examples.Exists:
    """`await exists(id)` tells whether it is stored."""

    async def exists(id_: str) -> bool:
        found = select(service.TABLE.c.id).where(service.TABLE.c.id == UUID(id_))
        return (await database.execute(found)).first() is not None

    return exists
