"""POST /products"""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.products import examples


async def test_answers_with_what_was_sent(api: AsyncClient) -> None:
    body = examples.new_body()
    response = await api.post(examples.PATH, json=body)
    assert response.status_code == 201
    assert examples.one(response).items() >= body.items()


async def test_what_is_created_stays(
    api: AsyncClient,
    shown: examples.Shown,
) -> None:
    response = await api.post(examples.PATH, json=examples.new_body())
    created = examples.one(response)
    assert await shown(created["id"]) == created


async def test_location_leads_to_it(api: AsyncClient) -> None:
    response = await api.post(examples.PATH, json=examples.new_body())
    created = examples.one(response)
    assert response.headers["Location"] == f"{examples.PATH}/{created['id']}"


async def test_fills_in_what_is_left_out(api: AsyncClient) -> None:
    body = examples.new_body()
    required = {name: body[name] for name in examples.REQUIRED}
    response = await api.post(examples.PATH, json=required)
    assert response.status_code == 201
    assert examples.one(response).items() >= examples.DEFAULTS.items()


@pytest.mark.parametrize("name", [*examples.SERVER_SET, "no_such_field"])
async def test_refuses_to_be_told(name: str, api: AsyncClient) -> None:
    response = await api.post(examples.PATH, json=examples.new_body(**{name: None}))
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize("name", examples.REQUIRED)
async def test_refuses_a_body_without(name: str, api: AsyncClient) -> None:
    body = examples.new_body()
    del body[name]
    response = await api.post(examples.PATH, json=body)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize(("name", "value"), examples.BROKEN)
async def test_refuses(name: str, value: Any, api: AsyncClient) -> None:
    response = await api.post(examples.PATH, json=examples.new_body(**{name: value}))
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize("name", examples.UNIQUE)
async def test_refuses_a_second(
    name: str,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    first = examples.new_body()
    await create(**first)
    second = examples.new_body(**{name: first[name]})
    response = await api.post(examples.PATH, json=second)
    assert response.status_code == 409
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
