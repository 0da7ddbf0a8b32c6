"""Access control of tasks."""

import pytest
from httpx2 import AsyncClient
from sqlalchemy import Delete, Update, delete, update

from tracker.auth.models import User
from tracker.database import Database

from tests.auth.callers import Caller
from tests.tasks import examples


@pytest.mark.parametrize("request_", examples.REQUESTS)
async def test_refuses_anonymous_callers(
    request_: str, ask: examples.Ask, act_as: examples.ActAs
) -> None:
    act_as(None)
    response = await ask(request_)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("request_", ["POST {path}"])
@pytest.mark.parametrize(
    "statement",
    [delete(User), update(User).values(is_active=False)],
    ids=["deleted", "inactive"],
)
async def test_refuses_callers_who_are_gone(
    statement: Delete | Update,
    request_: str,
    ask: examples.Ask,
    act_as: examples.ActAs,
    new_caller: examples.NewCaller,
    database: Database,
) -> None:
    gone = await new_caller()
    await database.execute(statement.where(User.id == gone.id))
    act_as(gone)
    response = await ask(request_)
    assert response.status_code == 401


@pytest.mark.parametrize("request_", examples.OF_ONE)
async def test_is_not_found_by_others(
    request_: str,
    ask: examples.Ask,
    act_as: examples.ActAs,
    stranger: Caller,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    act_as(stranger)
    response = await ask(request_, created["id"])
    assert response.status_code == 404
    assert await shown(created["id"]) == created


async def test_list_has_no_rows_of_others(
    api: AsyncClient,
    path: str,
    change: examples.Change,
    stranger: Caller,
    create: examples.Create,
) -> None:
    created = await create()
    await change(created["id"], owner_id=str(stranger.id))
    response = await api.get(path)
    assert examples.page(response) == {"data": [], "total": 0, "limit": 20, "offset": 0}


async def test_caller_owns_what_they_create(
    caller: Caller, create: examples.Create
) -> None:
    created = await create()
    assert created["owner_id"] == str(caller.id)


@pytest.mark.parametrize("request_", examples.OF_ONE)
async def test_overseer_reaches_rows_of_others(
    request_: str,
    ask: examples.Ask,
    act_as: examples.ActAs,
    overseer: Caller,
    create: examples.Create,
) -> None:
    created = await create()
    act_as(overseer)
    response = await ask(request_, created["id"])
    assert response.status_code in {200, 204, 409}


async def test_overseer_lists_rows_of_others(
    api: AsyncClient,
    path: str,
    act_as: examples.ActAs,
    overseer: Caller,
    create: examples.Create,
) -> None:
    created = await create()
    act_as(overseer)
    assert examples.rows(await api.get(path)) == [created]


async def test_overseer_owns_what_they_create(
    act_as: examples.ActAs,
    overseer: Caller,
    create: examples.Create,
) -> None:
    act_as(overseer)
    created = await create()
    assert created["owner_id"] == str(overseer.id)
