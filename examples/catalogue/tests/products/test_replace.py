"""PUT /products/{id}"""

import pytest
from httpx2 import AsyncClient

from tests.products import examples


async def test_replaces_every_field(
    api: AsyncClient,
    path: str,
    new: examples.New,
    create: examples.Create,
    shown: examples.Shown,
) -> None:
    created, other = await create(), await create()
    body = examples.replacement(new(), **examples.CHANGES)
    response = await api.put(f"{path}/{created['id']}", json=body)
    assert response.status_code == 200
    replaced = examples.one(response)
    assert replaced.items() >= body.items()
    assert replaced["id"] == created["id"]
    assert replaced["created_at"] == created["created_at"]
    assert await shown(created["id"]) == replaced
    assert await shown(other["id"]) == other


@pytest.mark.parametrize("name", ["sku", "name", "category", "price"])
async def test_refuses_a_body_without(
    name: str,
    api: AsyncClient,
    path: str,
    new: examples.New,
) -> None:
    body = examples.replacement(new())
    del body[name]
    response = await api.put(f"{path}/{examples.UNKNOWN}", json=body)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize("name", [*examples.FIXED, "no_such_field"])
async def test_refuses_to_change(
    name: str,
    api: AsyncClient,
    path: str,
    new: examples.New,
) -> None:
    body = examples.replacement(new(), **{name: None})
    response = await api.put(f"{path}/{examples.UNKNOWN}", json=body)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize("refused", examples.NO_IDS)
async def test_unknown_id_is_not_found(
    refused: tuple[object, int],
    api: AsyncClient,
    path: str,
    new: examples.New,
    create: examples.Create,
) -> None:
    await create()
    id_, status = refused
    response = await api.put(f"{path}/{id_}", json=examples.replacement(new()))
    assert response.status_code == status


@pytest.mark.parametrize(("name", "value"), examples.BROKEN)
async def test_refuses(
    name: str,
    value: object,
    api: AsyncClient,
    path: str,
    new: examples.New,
) -> None:
    body = examples.replacement(new(), **{name: value})
    response = await api.put(f"{path}/{examples.UNKNOWN}", json=body)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize("name", ["sku"])
async def test_refuses_a_taken_value(
    name: str,
    api: AsyncClient,
    path: str,
    new: examples.New,
    create: examples.Create,
) -> None:
    taken = new()[name]
    await create(**{name: taken})
    created = await create()
    body = examples.replacement(new(), **{name: taken})
    response = await api.put(f"{path}/{created['id']}", json=body)
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
