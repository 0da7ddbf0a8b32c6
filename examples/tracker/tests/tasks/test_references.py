"""What tasks refer to: rows that are there, until they are deleted."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx2 import AsyncClient
from sqlalchemy import delete, func, select

from tracker.database import Base, Database
from tracker.tasks import service

from tests.rows import insert_row
from tests.statements import statements
from tests.tasks import examples

TABLES = {
    "labels": "labels",
    "follows": "tasks",
}
"""What each field refers to."""


async def new_target(database: Database, name: str) -> str:
    """The id of a new row that a field can refer to."""
    table, owner = Base.metadata.tables[TABLES[name]], examples.owner_in(TABLES[name])
    return str(await insert_row(database, table, **owner))


async def delete_target(database: Database, name: str, id_: str) -> None:
    """Delete a row that a field refers to."""
    table = Base.metadata.tables[TABLES[name]]
    await database.execute(delete(table).where(table.c.id == id_))


def refers_to(name: str, id_: UUID) -> dict[str, Any]:
    """A body with that id in a field, alone or in a list."""
    is_list = isinstance(examples.new_body()[name], list)
    return {name: [str(id_)] if is_list else str(id_)}


async def insert_owned(database: Database, name: str) -> UUID:
    """A row of somebody else's that a field could refer to."""
    return await insert_row(database, Base.metadata.tables[examples.OWNED[name]])


@pytest.mark.parametrize("name", examples.OWNED)
async def test_create_refuses_what_others_own_like_what_is_not_there(
    name: str,
    database: Database,
    api: AsyncClient,
) -> None:
    theirs = refers_to(name, await insert_owned(database, name))
    nobodys = refers_to(name, uuid4())
    response = await api.post(examples.PATH, json=examples.new_body(**theirs))
    assert response.status_code == 409
    unknown = await api.post(examples.PATH, json=examples.new_body(**nobodys))
    assert response.json() == unknown.json()


@pytest.mark.parametrize(
    "name",
    [
        "follows",
    ],
)
async def test_update_refuses_what_others_own(
    name: str,
    database: Database,
    api: AsyncClient,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    theirs = refers_to(name, await insert_owned(database, name))
    response = await api.patch(f"{examples.PATH}/{created['id']}", json=theirs)
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
    assert await shown(created["id"]) == created


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("labels", ["ffffffff-ffff-4fff-bfff-ffffffffffff"], id="labels"),
        pytest.param("follows", "ffffffff-ffff-4fff-bfff-ffffffffffff", id="follows"),
    ],
)
async def test_create_refuses_an_unknown_id(
    name: str,
    value: object,
    api: AsyncClient,
) -> None:
    response = await api.post(examples.PATH, json=examples.new_body(**{name: value}))
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


async def test_nothing_is_written_with_an_unknown_link(
    api: AsyncClient,
    database: Database,
) -> None:
    body = examples.new_body(labels=["ffffffff-ffff-4fff-bfff-ffffffffffff"])
    await api.post(examples.PATH, json=body)
    count = select(func.count()).select_from(service.TABLE)
    assert (await database.execute(count)).scalar_one() == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("labels", ["ffffffff-ffff-4fff-bfff-ffffffffffff"], id="labels"),
        pytest.param("follows", "ffffffff-ffff-4fff-bfff-ffffffffffff", id="follows"),
    ],
)
async def test_update_refuses_an_unknown_id(
    name: str,
    value: object,
    api: AsyncClient,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    path = f"{examples.PATH}/{created['id']}"
    response = await api.patch(path, json={name: value})
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
    assert await shown(created["id"]) == created


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("labels", ["ffffffff-ffff-4fff-bfff-ffffffffffff"], id="labels"),
        pytest.param("follows", "ffffffff-ffff-4fff-bfff-ffffffffffff", id="follows"),
    ],
)
async def test_replace_refuses_an_unknown_id(
    name: str,
    value: object,
    api: AsyncClient,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    path = f"{examples.PATH}/{created['id']}"
    response = await api.put(path, json=examples.replacement(**{name: value}))
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
    assert await shown(created["id"]) == created


@pytest.mark.parametrize(
    "name",
    [
        "follows",
    ],
)
async def test_refers_to_nothing_after_that_is_deleted(
    name: str,
    database: Database,
    create: examples.Create,
) -> None:
    target = await new_target(database, name)
    created = await create(**{name: target})
    await delete_target(database, name, target)
    value = select(service.TABLE.c[name]).where(service.TABLE.c.id == created["id"])
    assert (await database.execute(value)).one() == (None,)


@pytest.mark.parametrize(
    "name",
    [
        "labels",
    ],
)
async def test_a_link_goes_with_what_it_leads_to(
    name: str,
    database: Database,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    targets = sorted([await new_target(database, name) for _ in range(3)])
    created = await create(**{name: targets[::-1]})
    assert created[name] == targets
    await delete_target(database, name, targets[0])
    assert (await shown(created["id"]))[name] == targets[1:]


@pytest.mark.parametrize(
    "name",
    [
        "labels",
    ],
)
async def test_a_link_that_is_sent_twice_is_one(
    name: str,
    database: Database,
    create: examples.Create,
) -> None:
    target = await new_target(database, name)
    assert (await create(**{name: [target, target]}))[name] == [target]


async def test_links_of_many_rows_take_no_more_statements_than_those_of_one(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    await create()
    with statements() as for_one:
        await api.get(examples.PATH)
    for _ in range(3):
        await create()
    with statements() as for_many:
        await api.get(examples.PATH)
    assert len(for_many) == len(for_one) > 0


@pytest.mark.parametrize(
    "name",
    [
        "follows",
    ],
)
async def test_finds_those_that_refer_to_another(
    name: str,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    target = (await create())["id"]
    created = await create(**{name: target})
    for query in (f"{name}={target}", f"{name}__in={target}", f"{name}__is_null=false"):
        found = examples.rows(await api.get(f"{examples.PATH}?{query}"))
        assert found == [created]
