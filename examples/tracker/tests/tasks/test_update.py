"""PATCH /projects/{project_id}/tasks/{id}"""

from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient

from tests.tasks import examples


async def test_no_change_is_fine(api: AsyncClient, create: examples.Create) -> None:
    created = await create()
    response = await api.patch(f"{examples.PATH}/{created['id']}", json={})
    assert response.status_code == 200
    assert examples.one(response) == created


@pytest.mark.parametrize("name", [*examples.FIXED, "no_such_field"])
async def test_refuses_to_change(name: str, api: AsyncClient) -> None:
    path = f"{examples.PATH}/{uuid4()}"
    response = await api.patch(path, json={name: None})
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


async def test_unknown_id_is_not_found(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    await create()
    response = await api.patch(f"{examples.PATH}/{uuid4()}", json=examples.CHANGES)
    assert response.status_code == 404


@pytest.mark.parametrize("name", examples.CHANGES)
async def test_changes_one_value_and_no_other(
    name: str,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    created = await create()
    change = {name: examples.CHANGES[name]}
    response = await api.patch(f"{examples.PATH}/{created['id']}", json=change)
    assert response.status_code == 200
    changed = examples.one(response)
    follows = {name: changed[name] for name in examples.FOLLOWS}
    assert changed == created | change | follows
    assert changed["updated_at"] > created["updated_at"]


async def test_what_is_changed_stays_changed(
    api: AsyncClient,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    id_ = (await create())["id"]
    response = await api.patch(f"{examples.PATH}/{id_}", json=examples.CHANGES)
    assert await shown(id_) == examples.one(response)


@pytest.mark.parametrize(("name", "value"), examples.BROKEN)
async def test_refuses(name: str, value: Any, api: AsyncClient) -> None:
    path = f"{examples.PATH}/{uuid4()}"
    response = await api.patch(path, json={name: value})
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
