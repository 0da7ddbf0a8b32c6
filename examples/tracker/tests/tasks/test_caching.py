"""Cached responses with tasks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient
from sqlalchemy import Executable, Select, delete, update

from tracker.caching.cache import Cache, get_cache
from tracker.caching.stores import MemoryStore
from tracker.caching.tables import tables_read
from tracker.database import Base, Database
from tracker.tasks import service

from tests.auth.callers import Caller
from tests.tasks import examples

CHANGE = update(service.TABLE).values(updated_at=datetime(2100, 1, 1, tzinfo=UTC))


class Lost(MemoryStore):
    """A store that cannot be reached."""

    async def get(self, names: Sequence[str]) -> Sequence[bytes | None]:
        raise OSError("connection refused")

    async def set(self, values: Mapping[str, bytes]) -> None:
        raise OSError("connection refused")


@pytest.fixture
def asked(database: Database) -> Iterator[list[Executable]]:
    """The queries of tasks."""
    asked: list[Executable] = []

    async def note(statements: Sequence[Executable]) -> None:
        asked.extend(
            statement
            for statement in statements
            if isinstance(statement, Select)
            and service.TABLE in statement.get_final_froms()
        )

    database.listeners.append(note)
    yield asked
    database.listeners.remove(note)


@pytest.fixture(params=["", "/{id}"])
async def url(
    request: pytest.FixtureRequest, path: str, create: examples.Create
) -> str:
    """The URL of a response with a task."""
    below: str = request.param
    created = await create()
    return path + below.format(id=created["id"])


async def test_second_response_comes_from_the_cache(
    url: str,
    api: AsyncClient,
    asked: list[Executable],
) -> None:
    first = await api.get(url)
    asked.clear()
    second = await api.get(url)
    assert asked == []
    assert first.status_code == second.status_code == 200
    assert first.content == second.content


async def test_write_invalidates(
    url: str, api: AsyncClient, database: Database
) -> None:
    first = await api.get(url)
    await database.execute(CHANGE)
    second = await api.get(url)
    assert second.content != first.content


async def test_write_in_a_transaction_invalidates(
    url: str, api: AsyncClient, database: Database
) -> None:
    first = await api.get(url)
    async with database.begin() as session:
        await session.execute(CHANGE)
    second = await api.get(url)
    assert second.content != first.content


@pytest.mark.parametrize("table", tables_read(service.COLUMNS))
async def test_write_of_any_table_that_is_read_invalidates(
    table: str,
    url: str,
    api: AsyncClient,
    database: Database,
    asked: list[Executable],
) -> None:
    await api.get(url)
    await database.execute(delete(Base.metadata.tables[table]))
    asked.clear()
    await api.get(url)
    assert asked


async def test_responses_are_right_without_the_cache(
    url: str,
    app: FastAPI,
    api: AsyncClient,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = await api.get(url)
    cache = Cache(Lost(), "test")
    monkeypatch.setitem(app.dependency_overrides, get_cache, lambda: cache)
    monkeypatch.setattr(database, "listeners", [cache.note])

    same = await api.get(url)
    assert same.content == kept.content
    await database.execute(CHANGE)
    other = await api.get(url)
    assert other.content != kept.content
    await cache.close()


async def test_a_change_is_seen_at_once(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    created = await create()
    url = f"{path}/{created['id']}"
    before = await api.get(url)
    changed = await api.patch(url, json=examples.CHANGES)
    after = await api.get(url)
    assert (before.status_code, changed.status_code) == (200, 200)
    assert after.json() == changed.json() != before.json()


async def test_list_has_what_was_created_since(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    for size in (1, 2):
        await create()
        rows = examples.rows(await api.get(path))
        assert len(rows) == min(size, 20)


async def test_anonymous_callers_get_no_cached_response(
    url: str, api: AsyncClient, act_as: examples.ActAs
) -> None:
    await api.get(url)
    act_as(None)
    response = await api.get(url)
    assert response.status_code == 401


async def test_others_get_none_of_the_owners_rows(
    url: str,
    api: AsyncClient,
    act_as: examples.ActAs,
    caller: Caller,
    stranger: Caller,
) -> None:
    act_as(stranger)
    for_nobody = await api.get(url)
    act_as(caller)
    for_owner = await api.get(url)
    act_as(stranger)
    for_others = await api.get(url)
    assert for_owner.status_code == 200
    assert for_owner.content != for_others.content == for_nobody.content
