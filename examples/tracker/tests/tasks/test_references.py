"""References of tasks to other rows."""

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
"""The table that each field refers to."""

OWNED = ["follows"]
"""The fields that refer to rows with owners."""

NewTarget: TypeAlias = Callable[[str], Awaitable[str]]


@pytest.fixture
def new_target(database: Database, caller: Caller) -> NewTarget:
    """`new_target(name)` stores a row to refer to and returns its id."""

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
    "values",
    [
        {"labels": ["ffffffff-ffff-4fff-bfff-ffffffffffff"]},
        {"follows": "ffffffff-ffff-4fff-bfff-ffffffffffff"},
    ],
)
async def test_create_refuses_an_unknown_id(
    values: examples.Row,
    api: AsyncClient,
    path: str,
    new: examples.New,
) -> None:
    response = await api.post(path, json=new(**values))
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", *values]]


async def test_unknown_link_rolls_everything_back(
    api: AsyncClient,
    path: str,
    new: examples.New,
    database: Database,
) -> None:
    await api.post(path, json=new(labels=["ffffffff-ffff-4fff-bfff-ffffffffffff"]))
    rows = await database.execute(select(func.count()).select_from(service.TABLE))
    assert rows.scalar_one() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"labels": ["ffffffff-ffff-4fff-bfff-ffffffffffff"]},
        {"follows": "ffffffff-ffff-4fff-bfff-ffffffffffff"},
    ],
)
async def test_update_refuses_an_unknown_id(
    changes: examples.Row,
    api: AsyncClient,
    path: str,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    response = await api.patch(f"{path}/{created['id']}", json=changes)
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", *changes]]
    assert await shown(created["id"]) == created


@pytest.mark.parametrize(
    "changes",
    [
        {"labels": ["ffffffff-ffff-4fff-bfff-ffffffffffff"]},
        {"follows": "ffffffff-ffff-4fff-bfff-ffffffffffff"},
    ],
)
async def test_replace_refuses_an_unknown_id(
    changes: examples.Row,
    api: AsyncClient,
    path: str,
    new: examples.New,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    body = examples.replacement(new(), **changes)
    response = await api.put(f"{path}/{created['id']}", json=body)
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", *changes]]
    assert await shown(created["id"]) == created


@pytest.mark.parametrize("name", ["labels"])
async def test_update_links_to_other_rows(
    name: str,
    api: AsyncClient,
    path: str,
    create: examples.Create,
    shown: examples.Shown,
    referenced: dict[str, list[Any]],
) -> None:
    created = await create()
    for linked in (referenced[name], referenced[name][-1:]):
        response = await api.patch(f"{path}/{created['id']}", json={name: linked})
        assert response.status_code == 200
        changed = examples.one(response)
        assert set(changed[name]) == set(linked)
        follows = {one: changed[one] for one in (name, *examples.FOLLOWS)}
        assert changed == created | follows
        assert changed["updated_at"] > created["updated_at"]
        assert await shown(created["id"]) == changed


@pytest.mark.parametrize("name", ["labels"])
async def test_replace_links_to_other_rows(
    name: str,
    api: AsyncClient,
    path: str,
    new: examples.New,
    create: examples.Create,
    referenced: dict[str, list[Any]],
) -> None:
    created = await create()
    for linked in (referenced[name], referenced[name][-1:]):
        body = examples.replacement(new(), **{name: linked})
        response = await api.put(f"{path}/{created['id']}", json=body)
        assert response.status_code == 200
        assert set(examples.one(response)[name]) == set(linked)


@pytest.mark.parametrize(
    "unknown", [{"follows": "ffffffff-ffff-4fff-bfff-ffffffffffff"}]
)
async def test_create_refuses_rows_of_others_like_unknown_ids(
    unknown: examples.Row,
    api: AsyncClient,
    path: str,
    new: examples.New,
    alien: dict[str, Any],
) -> None:
    [name] = unknown
    response = await api.post(path, json=new(**{name: alien[name]}))
    nobodys = await api.post(path, json=new(**unknown))
    assert response.status_code == 409
    assert response.json() == nobodys.json()


@pytest.mark.parametrize("name", ["follows"])
async def test_update_refuses_rows_of_others(
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
async def test_is_set_to_null_with_the_deletion_of_what_it_refers_to(
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
async def test_link_is_deleted_with_its_target(
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
async def test_duplicate_links_are_stored_once(
    name: str,
    create: examples.Create,
    referenced: dict[str, list[Any]],
) -> None:
    target = referenced[name][0]
    created = await create(**{name: [target, target]})
    assert created[name] == [target]


async def test_links_are_read_in_a_constant_number_of_statements(
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
async def test_list_filters_by_another_row(
    name: str,
    api: AsyncClient,
    path: str,
    create: examples.Create,
) -> None:
    target = await create()
    created = await create(**{name: target["id"]})
    queries = {name: target["id"]}, {f"{name}__in": target["id"]}
    for query in (*queries, {f"{name}__is_null": "false"}):
        response = await api.get(path, params=query)
        assert examples.rows(response) == [created]
    response = await api.get(path, params={f"{name}__is_null": "true"})
    assert examples.rows(response) == [target]
