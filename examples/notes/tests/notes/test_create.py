"""POST /notes"""

from urllib.parse import urlsplit

import pytest
from httpx2 import AsyncClient

from tests.notes import examples


async def test_answers_with_what_was_sent(
    api: AsyncClient,
    path: str,
    new: examples.New,
    shown: examples.Shown,
) -> None:
    body = new()
    response = await api.post(path, json=body)
    assert response.status_code == 201
    created = examples.one(response)
    assert created.items() >= body.items()
    assert await shown(created["id"]) == created


async def test_location_is_its_url(
    api: AsyncClient, path: str, new: examples.New
) -> None:
    response = await api.post(path, json=new())
    created = examples.one(response)
    location = urlsplit(response.headers["Location"]).path
    assert location == f"{path}/{created['id']}"


async def test_fills_in_defaults(
    api: AsyncClient, path: str, new: examples.New
) -> None:
    body = new()
    required = {name: body[name] for name in examples.REQUIRED}
    response = await api.post(path, json=required)
    assert response.status_code == 201
    assert examples.one(response).items() >= examples.DEFAULTS.items()


@pytest.mark.parametrize("name", [*examples.SERVER_SET, "no_such_field"])
async def test_refuses_fields_of_the_server(
    name: str, api: AsyncClient, path: str, new: examples.New
) -> None:
    response = await api.post(path, json=new(**{name: None}))
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize("name", examples.REQUIRED)
async def test_refuses_a_body_without(
    name: str, api: AsyncClient, path: str, new: examples.New
) -> None:
    body = new()
    del body[name]
    response = await api.post(path, json=body)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize(("name", "value"), examples.BROKEN)
async def test_refuses(
    name: str, value: object, api: AsyncClient, path: str, new: examples.New
) -> None:
    response = await api.post(path, json=new(**{name: value}))
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]
