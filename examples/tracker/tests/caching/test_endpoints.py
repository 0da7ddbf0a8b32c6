"""Endpoints whose answers are kept, and who gets to see them."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any, NamedTuple

import pytest
from fastapi import Depends, FastAPI, Header, HTTPException, Query
from httpx2 import ASGITransport, AsyncClient
from pydantic import BaseModel, Field
from sqlalchemy import Column, Integer, MetaData, Table
from valkey.asyncio import Valkey

from tracker.caching.cache import Cache
from tracker.caching.endpoints import cached

COLUMNS = [*Table("books", MetaData(), Column("id", Integer)).c]


class Scope(NamedTuple):
    owner: str | None


class BookQuery(BaseModel):
    limit: int = 20
    title: str | None = None


class Book(BaseModel):
    title: str | None
    position: Annotated[int, Field(serialization_alias="at")] = 1


async def get_scope(caller: Annotated[str, Header()]) -> Scope:
    if caller == "nobody":
        raise HTTPException(401)
    return Scope(None if caller == "admin" else caller)


def new_app(cache: Cache) -> FastAPI:
    """An application that counts how often it looks for books."""
    app = FastAPI()
    app.state.cache = cache
    app.state.looked = []

    @app.get("/books")
    @cached(COLUMNS, seconds=60)
    async def list_books(
        query: Annotated[BookQuery, Query()],
        scope: Annotated[Scope, Depends(get_scope)],
    ) -> list[Book]:
        """List books."""
        app.state.looked.append(scope.owner)
        if query.title == "missing":
            raise HTTPException(404)
        return [Book(title=query.title)]

    @app.get("/books/{position}")
    @cached(COLUMNS, seconds=60)
    async def get_book(position: int) -> Book:
        app.state.looked.append(position)
        return Book(title=None, position=position)

    @app.get("/busy")
    @cached(COLUMNS, seconds=60)
    async def list_while_written() -> list[Book]:
        app.state.looked.append("busy")
        if len(app.state.looked) == 1:
            # Another request writes, between this one's query and its answer.
            await cache.drop({"books"})
        return [Book(title=None, position=len(app.state.looked))]

    @app.get("/plain")
    async def list_plain() -> list[Book]:
        return [Book(title=None)]

    return app


@pytest.fixture
def app(cache: Cache) -> FastAPI:
    return new_app(cache)


@pytest.fixture
async def client(app: FastAPI) -> AsyncGenerator[AsyncClient]:
    async with AsyncClient(
        transport=ASGITransport(app),
        base_url="http://test",
        headers={"caller": "grace"},
    ) as client:
        yield client


async def test_the_second_answer_is_the_first_one(
    app: FastAPI,
    client: AsyncClient,
) -> None:
    first = await client.get("/books")
    second = await client.get("/books?limit=20")

    assert app.state.looked == ["grace"]
    assert first.content == second.content
    assert first.headers == second.headers


async def test_the_answer_is_what_it_would_be_without_a_cache(
    client: AsyncClient,
) -> None:
    plain = await client.get("/plain")
    kept = await client.get("/books")

    assert kept.content == plain.content == b'[{"title":null,"at":1}]'
    assert kept.headers == plain.headers


async def test_another_query_has_another_answer(client: AsyncClient) -> None:
    one = await client.get("/books?title=one")
    other = await client.get("/books?title=other")

    assert one.json() != other.json()


async def test_another_path_has_another_answer(client: AsyncClient) -> None:
    assert (await client.get("/books/1")).json()["at"] == 1
    assert (await client.get("/books/2")).json()["at"] == 2


async def test_each_scope_has_its_own(app: FastAPI, client: AsyncClient) -> None:
    for _ in range(2):
        for caller in ("grace", "bob", "admin"):
            await client.get("/books", headers={"caller": caller})

    assert app.state.looked == ["grace", "bob", None]


async def test_who_is_refused_gets_nothing_of_it(client: AsyncClient) -> None:
    await client.get("/books")
    response = await client.get("/books", headers={"caller": "nobody"})

    assert response.status_code == 401


async def test_invalid_requests_are_refused(client: AsyncClient) -> None:
    assert (await client.get("/books?limit=many")).status_code == 422


async def test_errors_are_not_kept(app: FastAPI, client: AsyncClient) -> None:
    for _ in range(2):
        assert (await client.get("/books?title=missing")).status_code == 404

    assert app.state.looked == ["grace", "grace"]


async def test_a_write_of_the_table_drops_it(
    app: FastAPI,
    cache: Cache,
    client: AsyncClient,
) -> None:
    await client.get("/books")
    await cache.drop({"books"})
    await client.get("/books")

    assert app.state.looked == ["grace", "grace"]


async def test_a_write_during_the_query_leaves_nothing_stale(
    app: FastAPI,
    client: AsyncClient,
) -> None:
    answers = [(await client.get("/busy")).json()[0]["at"] for _ in range(3)]

    assert answers == [1, 2, 2]


async def test_nothing_about_it_can_be_read_in_keys(
    client: AsyncClient,
    valkey_url: str,
) -> None:
    await client.get("/books?title=confidential")

    async with Valkey.from_url(valkey_url) as valkey:
        keys = b" ".join(await valkey.keys("*"))
    assert b"confidential" not in keys
    assert b"grace" not in keys


def test_it_is_documented_as_without_a_cache(app: FastAPI) -> None:
    paths: dict[str, Any] = app.openapi()["paths"]
    operation = paths["/books"]["get"]
    names = {parameter["name"] for parameter in operation["parameters"]}
    content = operation["responses"]["200"]["content"]

    assert names == {"limit", "title", "caller"}
    assert operation["description"] == "List books."
    assert operation["operationId"].startswith("list_books")
    assert content["application/json"]["schema"]["items"]["$ref"].endswith("/Book")
