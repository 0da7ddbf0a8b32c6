"""PUT /notes/{id}"""

from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient

from tests.notes import examples


def new_body(**values: Any) -> dict[str, Any]:
    """A valid body for what exists."""
    return examples.new_body(**values)


async def test_replaces_every_value(api: AsyncClient) -> None:
    created = await examples.create(api)
    body = new_body(**examples.CHANGES)
    response = await api.put(f"{examples.PATH}/{created['id']}", json=body)
    assert response.status_code == 200
    expected = body | {
        "id": created["id"],
        "created_at": created["created_at"],
    }
    assert response.json().items() >= expected.items()


async def test_what_is_replaced_stays_replaced(api: AsyncClient) -> None:
    path = f"{examples.PATH}/{(await examples.create(api))['id']}"
    response = await api.put(path, json=new_body(**examples.CHANGES))
    found = await api.get(path)
    assert found.json() == response.json()


@pytest.mark.parametrize(("name", "value"), examples.BROKEN)
async def test_refuses(name: str, value: Any, api: AsyncClient) -> None:
    path = f"{examples.PATH}/{(await examples.create(api))['id']}"
    response = await api.put(path, json=new_body(**{name: value}))
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize("name", [*examples.SERVER_SET, "no_such_field"])
async def test_refuses_to_be_told(name: str, api: AsyncClient) -> None:
    path = f"{examples.PATH}/{(await examples.create(api))['id']}"
    response = await api.put(path, json=new_body(**{name: None}))
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


async def test_unknown_id_is_not_found(api: AsyncClient) -> None:
    response = await api.put(f"{examples.PATH}/{uuid4()}", json=new_body())
    assert response.status_code == 404
