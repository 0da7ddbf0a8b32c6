"""Access control of labels."""

import pytest

from tests.auth.callers import Caller
from tests.labels import examples

RESTRICTED = [
    "POST {path}",
    "DELETE {path}/{id}",
]
"""Requests that need a role."""


@pytest.mark.parametrize("request_", examples.REQUESTS)
async def test_refuses_anonymous_callers(
    request_: str, ask: examples.Ask, act_as: examples.ActAs
) -> None:
    act_as(None)
    response = await ask(request_)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("request_", RESTRICTED)
async def test_is_forbidden_without_a_role(
    request_: str,
    ask: examples.Ask,
    act_as: examples.ActAs,
    powerless: Caller,
) -> None:
    act_as(powerless)
    response = await ask(request_)
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("request_", "role"),
    [
        ("POST {path}", "editor"),
        ("DELETE {path}/{id}", "editor"),
    ],
)
async def test_is_allowed_with_any_of_its_roles(
    request_: str,
    role: str,
    ask: examples.Ask,
    act_as: examples.ActAs,
    new_caller: examples.NewCaller,
) -> None:
    act_as(await new_caller(role))
    response = await ask(request_)
    assert response.status_code not in {401, 403}


@pytest.mark.parametrize("request_", ["GET {path}", "GET {path}/{id}"])
async def test_needs_no_role(
    request_: str,
    ask: examples.Ask,
    act_as: examples.ActAs,
    powerless: Caller,
) -> None:
    act_as(powerless)
    response = await ask(request_)
    assert response.status_code not in {401, 403}
