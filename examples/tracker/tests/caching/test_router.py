"""The cache of the application."""

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient
from sqlalchemy import delete, select

from tracker.caching.cache import Cache
from tracker.caching.router import space
from tracker.database import Base, Database


@pytest.fixture
def cache(app: FastAPI) -> Cache:
    cache: Cache = app.state.cache
    return cache


async def test_hears_of_writes(cache: Cache, database: Database) -> None:
    table = next(iter(Base.metadata.tables.values()))
    names = [table.name]
    _, generations = await cache.find("key", names)
    await cache.keep("key", b"{}", generations, 60)
    await database.execute(select(table))
    assert (await cache.find("key", names)).body == b"{}"

    await database.execute(delete(table))
    assert (await cache.find("key", names)).body is None


async def test_readiness_tells_of_it(client: AsyncClient) -> None:
    response = await client.get("/health/ready")

    assert response.json()["checks"]["cache"] == "ok"


@pytest.mark.parametrize(
    ("url", "is_same"),
    [
        ("postgresql://other:password@host/name", True),
        ("postgresql://me:pass@host/another", False),
        ("postgresql://me:pass@elsewhere/name", False),
        ("postgresql://me:pass@host:5433/name", False),
    ],
)
def test_each_database_has_a_space(url: str, is_same: bool) -> None:
    assert (space(url) == space("postgresql://me:pass@host/name")) == is_same
