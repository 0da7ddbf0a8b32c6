"""PATCH /projects/{id}"""

import pytest
from httpx2 import AsyncClient

from tests.projects import examples


async def test_accepts_an_empty_body(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    created = await create()
    response = await api.patch(f"{path}/{created['id']}", json={})
    assert response.status_code == 200
    assert examples.one(response) == created


@pytest.mark.parametrize("name", examples.CHANGES)
async def test_changes_one_field_and_no_other(
    name: str,
    api: AsyncClient,
    path: str,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created, other = await create(), await create()
    change = {name: examples.CHANGES[name]}
    response = await api.patch(f"{path}/{created['id']}", json=change)
    assert response.status_code == 200
    changed = examples.one(response)
    follows = {name: changed[name] for name in examples.FOLLOWS}
    assert changed == created | change | follows
    assert changed["updated_at"] > created["updated_at"]
    assert await shown(created["id"]) == changed
    assert await shown(other["id"]) == other


async def test_changes_several_fields_at_once(
    api: AsyncClient,
    path: str,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    response = await api.patch(f"{path}/{created['id']}", json=examples.CHANGES)
    assert response.status_code == 200
    changed = examples.one(response)
    follows = {name: changed[name] for name in examples.FOLLOWS}
    assert changed == created | examples.CHANGES | follows
    assert await shown(created["id"]) == changed


@pytest.mark.parametrize("name", [*examples.FIXED, "no_such_field"])
async def test_refuses_to_change(name: str, api: AsyncClient, path: str) -> None:
    response = await api.patch(f"{path}/{examples.UNKNOWN}", json={name: None})
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize(("id_", "status"), examples.NO_IDS)
async def test_unknown_id_is_not_found(
    id_: object,
    status: int,
    api: AsyncClient,
    path: str,
    create: examples.Create,
) -> None:
    await create()
    response = await api.patch(f"{path}/{id_}", json=examples.CHANGES)
    assert response.status_code == status


@pytest.mark.parametrize(("name", "value"), examples.BROKEN)
async def test_refuses(name: str, value: object, api: AsyncClient, path: str) -> None:
    response = await api.patch(f"{path}/{examples.UNKNOWN}", json={name: value})
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
