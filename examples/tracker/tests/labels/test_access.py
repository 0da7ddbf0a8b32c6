"""Who may do what with labels."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient

from tracker.database import Database

from tests.auth.callers import new_caller
from tests.labels import examples


@pytest.mark.parametrize(("method", "below", "body"), examples.REQUESTS)
async def test_nothing_is_done_for_nobody(
    method: str,
    below: str,
    body: object,
    client: AsyncClient,
) -> None:
    path = examples.PATH + below.format(id=uuid4())
    response = await client.request(method, path, json=body)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


RESTRICTED = [
    pytest.param("POST", "", examples.new_body(), ["editor"], id="create"),
    pytest.param("DELETE", "/{id}", None, ["editor"], id="delete"),
]
"""Requests that want one of some roles."""


@pytest.mark.parametrize(("method", "below", "body", "roles"), RESTRICTED)
async def test_is_forbidden_without_a_role(
    method: str,
    below: str,
    body: object,
    roles: Sequence[str],
    powerless: AsyncClient,
) -> None:
    path = examples.PATH + below.format(id=uuid4())
    response = await powerless.request(method, path, json=body)
    assert response.status_code == 403


@pytest.mark.parametrize(("method", "below", "body", "roles"), RESTRICTED)
async def test_any_of_its_roles_is_enough(
    method: str,
    below: str,
    body: object,
    roles: Sequence[str],
    connect: Callable[..., Awaitable[AsyncClient]],
    app: FastAPI,
    database: Database,
) -> None:
    path = examples.PATH + below.format(id=uuid4())
    for role in roles:
        trusted = await connect((await new_caller(app, role)).headers)
        response = await trusted.request(method, path, json=body)
        assert response.status_code not in {401, 403}


OPEN = [
    pytest.param("GET", "", None, id="list"),
    pytest.param("GET", "/{id}", None, id="read"),
]
"""Requests that want no role."""


@pytest.mark.parametrize(("method", "below", "body"), OPEN)
async def test_needs_no_role(
    method: str,
    below: str,
    body: object,
    powerless: AsyncClient,
) -> None:
    path = examples.PATH + below.format(id=uuid4())
    response = await powerless.request(method, path, json=body)
    assert response.status_code not in {401, 403}
