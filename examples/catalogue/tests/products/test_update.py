"""PATCH /products/{id}"""

from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient

from tests.products import examples


@pytest.mark.parametrize("name", examples.CHANGES)
async def test_changes_one_value_and_no_other(name: str, api: AsyncClient) -> None:
    created = await examples.create(api)
    change = {name: examples.CHANGES[name]}
    response = await api.patch(f"{examples.PATH}/{created['id']}", json=change)
    assert response.status_code == 200
    updated_at = response.json()["updated_at"]
    assert updated_at > created["updated_at"]
    expected = created | change | {"updated_at": updated_at}
    assert response.json() == expected


async def test_what_is_changed_stays_changed(api: AsyncClient) -> None:
    path = f"{examples.PATH}/{(await examples.create(api))['id']}"
    response = await api.patch(path, json=examples.CHANGES)
    found = await api.get(path)
    assert found.json() == response.json()


async def test_no_change_is_fine(api: AsyncClient) -> None:
    created = await examples.create(api)
    response = await api.patch(f"{examples.PATH}/{created['id']}", json={})
    assert response.status_code == 200
    assert response.json() == created


@pytest.mark.parametrize(("name", "value"), examples.BROKEN)
async def test_refuses(name: str, value: Any, api: AsyncClient) -> None:
    path = f"{examples.PATH}/{(await examples.create(api))['id']}"
    response = await api.patch(path, json={name: value})
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize(
    "name",
    [
        *examples.SERVER_SET,
        "no_such_field",
    ],
)
async def test_refuses_to_change(name: str, api: AsyncClient) -> None:
    path = f"{examples.PATH}/{(await examples.create(api))['id']}"
    response = await api.patch(path, json={name: None})
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize(
    "name",
    [
        "sku",
    ],
)
async def test_refuses_what_another_has(name: str, api: AsyncClient) -> None:
    other = examples.new_body()
    await examples.create(api, **other)
    path = f"{examples.PATH}/{(await examples.create(api))['id']}"
    response = await api.patch(path, json={name: other[name]})
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


async def test_unknown_id_is_not_found(api: AsyncClient) -> None:
    response = await api.patch(f"{examples.PATH}/{uuid4()}", json=examples.CHANGES)
    assert response.status_code == 404


async def test_needs_a_token(client: AsyncClient) -> None:
    response = await client.patch(f"{examples.PATH}/{uuid4()}", json=examples.CHANGES)
    assert response.status_code == 401
