"""Answers that clients keep, and ask about again."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, HTTPException, Response
from fastapi.responses import StreamingResponse
from httpx2 import ASGITransport, AsyncClient

from tracker.conditional import kept_by_clients


def new_app(**options: Any) -> FastAPI:
    """An application with a router in a router."""
    router = APIRouter(prefix="/books", route_class=kept_by_clients(60, **options))

    @router.get("")
    async def list_books(title: str = "") -> list[str]:
        if title == "missing":
            raise HTTPException(404)
        return [title]

    @router.post("")
    async def create_book() -> str:
        return "created"

    @router.get("/stream")
    async def stream_books() -> StreamingResponse:
        async def content() -> AsyncGenerator[bytes]:
            yield b"book"

        return StreamingResponse(content())

    @router.get("/secret")
    async def get_secret(response: Response) -> str:
        response.headers["Cache-Control"] = "no-store"
        return "secret"

    app, api = FastAPI(), APIRouter()
    api.include_router(router)
    app.include_router(api)
    return app


def client_of(app: FastAPI) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app), base_url="http://test")


@pytest.fixture
async def client() -> AsyncGenerator[AsyncClient]:
    async with client_of(new_app()) as client:
        yield client


async def test_anybody_may_keep_what_is_public(client: AsyncClient) -> None:
    response = await client.get("/books")

    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Vary" not in response.headers


async def test_only_the_client_may_keep_what_is_private() -> None:
    async with client_of(new_app(private_by="X-API-Key")) as client:
        response = await client.get("/books")

    assert response.headers["Cache-Control"] == "private, max-age=60"
    assert response.headers["Vary"] == "X-API-Key"


async def test_a_tag_names_the_content(client: AsyncClient) -> None:
    one = await client.get("/books?title=one")
    same = await client.get("/books?title=one&more=1")
    other = await client.get("/books?title=other")

    assert one.headers["ETag"] == same.headers["ETag"] != other.headers["ETag"]
    assert one.headers["ETag"][0] == one.headers["ETag"][-1] == '"'


@pytest.mark.parametrize(
    "known",
    ["{}", "W/{}", '"a, b", {}', '{},"a"', 'W/"a" , W/{}', "*", " * "],
)
async def test_what_the_client_has_is_not_sent(known: str, client: AsyncClient) -> None:
    sent = await client.get("/books")
    headers = {"If-None-Match": known.format(sent.headers["ETag"])}

    response = await client.get("/books", headers=headers)

    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == sent.headers["ETag"]
    assert response.headers["Cache-Control"] == sent.headers["Cache-Control"]
    assert "Content-Type" not in response.headers


@pytest.mark.parametrize("known", ["", '"a"', 'W/"a"', '"*"', "a, *", "broken"])
async def test_what_it_has_not_is_sent(known: str, client: AsyncClient) -> None:
    response = await client.get("/books", headers={"If-None-Match": known})

    assert response.json() == [""]


async def test_several_headers_are_one_list(client: AsyncClient) -> None:
    tag = (await client.get("/books")).headers["ETag"]
    headers = [("If-None-Match", '"a"'), ("If-None-Match", tag)]

    assert (await client.get("/books", headers=headers)).status_code == 304


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/books?title=missing"), ("POST", "/books")],
)
async def test_nobody_keeps_anything_else(
    method: str,
    path: str,
    client: AsyncClient,
) -> None:
    response = await client.request(method, path, headers={"If-None-Match": "*"})

    assert response.status_code != 304
    assert not {"Cache-Control", "ETag"} & {*response.headers}


async def test_streams_have_no_tag(client: AsyncClient) -> None:
    response = await client.get("/books/stream")

    assert response.content == b"book"
    assert "ETag" not in response.headers


async def test_a_route_may_decide_itself(client: AsyncClient) -> None:
    response = await client.get("/books/secret")

    assert response.headers["Cache-Control"] == "no-store"


def test_it_is_documented() -> None:
    operations = new_app().openapi()["paths"]["/books"]
    answers = operations["get"]["responses"]

    assert {"ETag", "Cache-Control"} <= answers["200"]["headers"].keys()
    assert "content" not in answers["304"]
    assert answers["304"]["headers"].keys() == answers["200"]["headers"].keys()
    assert "304" not in operations["post"]["responses"]
