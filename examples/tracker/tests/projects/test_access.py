"""Who may do what with projects."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient

from tracker.database import Database
from tracker.projects import service

from tests.auth.callers import Caller, new_caller
from tests.projects import examples
from tests.rows import update_row


@pytest.mark.parametrize(("method", "below", "body"), examples.REQUESTS)
async def test_nothing_is_done_for_nobody(
    method: str,
    below: str,
    body: object,
    client: AsyncClient,
) -> None:
    path = examples.PATH + below.format(id=uuid4())
    response = await client.request(method, path, json=body)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "below", "body"), examples.OF_ONE)
async def test_is_not_found_by_others(
    method: str,
    below: str,
    body: object,
    stranger: AsyncClient,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    path = examples.PATH + below.format(id=created["id"])
    response = await stranger.request(method, path, json=body)
    assert response.status_code == 404
    assert await shown(created["id"]) == created


async def test_list_holds_no_rows_of_others(
    app: FastAPI,
    database: Database,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    id_ = (await create())["id"]
    other = await new_caller(app)
    await update_row(database, service.TABLE, id_, owner_id=other.id)
    response = await api.get(examples.PATH)
    assert response.json() == {
        "data": [],
        "meta": {"next_cursor": None, "has_more": False},
    }


async def test_what_is_created_belongs_to_its_caller(
    caller: Caller,
    create: examples.Create,
) -> None:
    assert (await create())["owner_id"] == str(caller.id)


@pytest.mark.parametrize(("method", "below", "body"), examples.OF_ONE)
async def test_overseer_reaches_what_others_own(
    method: str,
    below: str,
    body: object,
    connect: Callable[..., Awaitable[AsyncClient]],
    overseer: Caller,
    create: examples.Create,
) -> None:
    path = examples.PATH + below.format(id=(await create())["id"])
    api = await connect(overseer.headers)
    response = await api.request(method, path, json=body)
    assert response.status_code in {200, 204, 409}


async def test_overseer_lists_what_others_own(
    connect: Callable[..., Awaitable[AsyncClient]],
    overseer: Caller,
    create: examples.Create,
) -> None:
    created = await create()
    api = await connect(overseer.headers)
    assert examples.rows(await api.get(examples.PATH)) == [created]


async def test_what_an_overseer_creates_is_their_own(
    connect: Callable[..., Awaitable[AsyncClient]],
    overseer: Caller,
) -> None:
    api = await connect(overseer.headers)
    response = await api.post(examples.PATH, json=examples.new_body())
    assert examples.one(response)["owner_id"] == str(overseer.id)
