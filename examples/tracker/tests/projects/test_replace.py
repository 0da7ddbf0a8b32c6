"""PUT /projects/{id}"""

from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient

from tests.projects import examples


async def test_replaces_every_value(
    api: AsyncClient,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created = await create()
    body = examples.replacement(**examples.CHANGES)
    response = await api.put(f"{examples.PATH}/{created['id']}", json=body)
    assert response.status_code == 200
    replaced = examples.one(response)
    kept = {name: created[name] for name in ("id", "created_at")}
    assert replaced.items() >= (body | kept).items()
    assert await shown(created["id"]) == replaced


@pytest.mark.parametrize("name", [*examples.FIXED, "no_such_field"])
async def test_refuses_to_change(name: str, api: AsyncClient) -> None:
    path = f"{examples.PATH}/{uuid4()}"
    body = examples.replacement(**{name: None})
    response = await api.put(path, json=body)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


async def test_unknown_id_is_not_found(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    await create()
    body = examples.replacement()
    response = await api.put(f"{examples.PATH}/{uuid4()}", json=body)
    assert response.status_code == 404


@pytest.mark.parametrize(("name", "value"), examples.BROKEN)
async def test_refuses(name: str, value: Any, api: AsyncClient) -> None:
    path = f"{examples.PATH}/{uuid4()}"
    response = await api.put(path, json=examples.replacement(**{name: value}))
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
