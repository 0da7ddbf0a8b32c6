"""What tasks refer to: rows of this and other tables."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import AsyncClient
from sqlalchemy import delete, func, select

from tracker.database import Base, Database
from tracker.tasks import service

from tests.auth.callers import Caller
from tests.rows import insert_row
from tests.statements import statements
from tests.tasks import examples

TABLES = {
    "labels": "labels",
    "follows": "tasks",
}
"""What each field refers to."""

OWNED = ["follows"]
"""The fields that refer to rows with owners."""

NewTarget: TypeAlias = Callable[[str], Awaitable[str]]


@pytest.fixture
def new_target(database: Database, caller: Caller) -> NewTarget:
    """`await new_target(name)` is the id of a new row that a field can refer to."""

    async def new_target(name: str) -> str:
        table = Base.metadata.tables[TABLES[name]]
        owner = {"owner_id": caller.id} if name in OWNED else {}
        return str(await insert_row(database, table, **owner))

    return new_target


async def delete_target(database: Database, name: str, id_: str) -> None:
    """Delete a row that a field refers to."""
    table = Base.metadata.tables[TABLES[name]]
    await database.execute(delete(table).where(table.c.id == id_))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("labels", ["ffffffff-ffff-4fff-bfff-ffffffffffff"]),
        ("follows", "ffffffff-ffff-4fff-bfff-ffffffffffff"),
    ],
)
async def test_create_refuses_an_unknown_id(
    name: str,
    value: object,
    api: AsyncClient,
    path: str,
    new: examples.New,
) -> None:
    response = await api.post(path, json=new(**{name: value}))
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


async def test_nothing_is_written_with_an_unknown_link(
    api: AsyncClient,
    path: str,
    new: examples.New,
    database: Database,
) -> None:
    await api.post(path, json=new(labels=["ffffffff-ffff-4fff-bfff-ffffffffffff"]))
    rows = await database.execute(select(func.count()).select_from(service.TABLE))
    assert rows.scalar_one() == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("labels", ["ffffffff-ffff-4fff-bfff-ffffffffffff"]),
        ("follows", "ffffffff-ffff-4fff-bfff-ffffffffffff"),
    ],
)
async def test_update_refuses_an_unknown_id(
    name: str,
    value: object,
    api: AsyncClient,
    path: str,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    response = await api.patch(f"{path}/{created['id']}", json={name: value})
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
    assert await shown(created["id"]) == created


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("labels", ["ffffffff-ffff-4fff-bfff-ffffffffffff"]),
        ("follows", "ffffffff-ffff-4fff-bfff-ffffffffffff"),
    ],
)
async def test_replace_refuses_an_unknown_id(
    name: str,
    value: object,
    api: AsyncClient,
    path: str,
    new: examples.New,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    body = examples.replacement(new(), **{name: value})
    response = await api.put(f"{path}/{created['id']}", json=body)
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
    assert await shown(created["id"]) == created


@pytest.mark.parametrize("name", ["labels"])
async def test_update_links_to_other_rows(
    name: str,
    api: AsyncClient,
    path: str,
    create: examples.Create,
    referenced: dict[str, list[Any]],
) -> None:
    created = await create()
    for linked in (referenced[name], referenced[name][-1:]):
        response = await api.patch(f"{path}/{created['id']}", json={name: linked})
        assert response.status_code == 200
        assert set(examples.one(response)[name]) == set(linked)


@pytest.mark.parametrize(
    ("name", "unknown"), [("follows", "ffffffff-ffff-4fff-bfff-ffffffffffff")]
)
async def test_create_refuses_what_others_own_like_what_is_not_there(
    name: str,
    unknown: object,
    api: AsyncClient,
    path: str,
    new: examples.New,
    alien: dict[str, Any],
) -> None:
    response = await api.post(path, json=new(**{name: alien[name]}))
    nobodys = await api.post(path, json=new(**{name: unknown}))
    assert response.status_code == 409
    assert response.json() == nobodys.json()


@pytest.mark.parametrize("name", ["follows"])
async def test_update_refuses_what_others_own(
    name: str,
    api: AsyncClient,
    path: str,
    create: examples.Create,
    shown: examples.Shown,
    alien: dict[str, Any],
) -> None:
    created = await create()
    change = {name: alien[name]}
    response = await api.patch(f"{path}/{created['id']}", json=change)
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
    assert await shown(created["id"]) == created


@pytest.mark.parametrize("name", ["follows"])
async def test_refers_to_nothing_after_that_is_deleted(
    name: str,
    database: Database,
    new_target: NewTarget,
    create: examples.Create,
) -> None:
    target = await new_target(name)
    created = await create(**{name: target})
    await delete_target(database, name, target)
    value = select(service.TABLE.c[name]).where(service.TABLE.c.id == created["id"])
    found = await database.execute(value)
    assert found.one() == (None,)


@pytest.mark.parametrize("name", ["labels"])
async def test_a_link_goes_with_what_it_leads_to(
    name: str,
    database: Database,
    new_target: NewTarget,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    targets = sorted([await new_target(name) for _ in range(3)])
    created = await create(**{name: targets[::-1]})
    assert created[name] == targets
    await delete_target(database, name, targets[0])
    assert await shown(created["id"]) == created | {name: targets[1:]}


@pytest.mark.parametrize("name", ["labels"])
async def test_a_link_that_is_sent_twice_is_one(
    name: str,
    create: examples.Create,
    referenced: dict[str, list[Any]],
) -> None:
    target = referenced[name][0]
    created = await create(**{name: [target, target]})
    assert created[name] == [target]


async def test_links_of_many_rows_take_no_more_statements_than_those_of_one(
    api: AsyncClient,
    path: str,
    create: examples.Create,
) -> None:
    await create()
    with statements() as for_one:
        await api.get(path)
    for _ in range(3):
        await create()
    with statements() as for_many:
        await api.get(path)
    assert len(for_many) == len(for_one) > 0


@pytest.mark.parametrize("name", ["follows"])
async def test_list_finds_those_that_refer_to_another(
    name: str,
    api: AsyncClient,
    path: str,
    create: examples.Create,
) -> None:
    target = await create()
    created = await create(**{name: target["id"]})
    for query in ({name: target["id"]}, {f"{name}__is_null": "false"}):
        response = await api.get(path, params=query)
        assert examples.rows(response) == [created]
