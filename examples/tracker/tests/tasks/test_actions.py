"""POST /projects/{project_id}/tasks/{id}/{action}"""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response

from tests.tasks import examples

BEFORE: dict[str, examples.Row] = {
    "finish": {"status": "open", "finished_at": "2026-01-01T12:00:00Z"},
}
"""Where each of them may be called."""

AFTER: dict[str, examples.Row] = {
    "finish": {"status": "done", "hours": 8},
}
"""What that leads to."""

FOLLOWS: dict[str, list[str]] = {
    "finish": ["updated_at", "cost", "finished_at"],
}
"""What the server sets besides."""


async def call(api: AsyncClient, action: str, id_: object, **values: Any) -> Response:
    """Call an action with its input, in which some values differ."""
    path = f"{examples.PATH}/{id_}/{action}"
    return await api.post(path, json=examples.INPUTS[action] | values)


@pytest.mark.parametrize("action", AFTER)
async def test_changes_what_it_should_and_nothing_else(
    action: str,
    api: AsyncClient,
    stored: examples.Create,
    shown: examples.Shown,
) -> None:
    found = await stored(**BEFORE[action])
    response = await call(api, action, found["id"])
    assert response.status_code == 200
    changed = examples.one(response)
    follows = {name: changed[name] for name in FOLLOWS[action]}
    assert changed == found | AFTER[action] | follows
    assert await shown(found["id"]) == changed


@pytest.mark.parametrize("action", AFTER)
async def test_unknown_id_is_not_found(
    action: str,
    api: AsyncClient,
    stored: examples.Create,
) -> None:
    await stored(**BEFORE[action])
    response = await call(api, action, uuid4())
    assert response.status_code == 404


ELSEWHERE: dict[str, examples.Row] = {
    "finish": {"status": "done", "finished_at": "2026-01-01T12:00:00Z"},
}
"""Where they may not be called."""


@pytest.mark.parametrize("action", ELSEWHERE)
async def test_is_a_conflict_in_another_state(
    action: str,
    api: AsyncClient,
    stored: examples.Create,
    shown: examples.Shown,
) -> None:
    found = await stored(**ELSEWHERE[action])
    response = await call(api, action, found["id"])
    assert response.status_code == 409
    assert await shown(found["id"]) == found


@pytest.mark.parametrize(
    "action",
    [
        "finish",
    ],
)
async def test_one_of_two_callers_at_once_succeeds(
    action: str,
    api: AsyncClient,
    stored: examples.Create,
) -> None:
    id_ = (await stored(**BEFORE[action]))["id"]
    responses = await asyncio.gather(*(call(api, action, id_) for _ in range(2)))
    assert sorted(response.status_code for response in responses) == [200, 409]


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("finish", "hours"),
    ],
)
async def test_refuses_input_without(action: str, name: str, api: AsyncClient) -> None:
    given = examples.INPUTS[action]
    values = {other: given[other] for other in given if other != name}
    response = await api.post(f"{examples.PATH}/{uuid4()}/{action}", json=values)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize(
    ("action", "name", "value"),
    [
        pytest.param("finish", "hours", None, id="hours-null"),
        pytest.param("finish", "hours", "not of this type", id="hours-wrong-type"),
        pytest.param("finish", "hours", -1, id="hours-too-small"),
        pytest.param("finish", "no_such_field", None, id="no_such_field-unknown"),
    ],
)
async def test_refuses(action: str, name: str, value: object, api: AsyncClient) -> None:
    response = await call(api, action, uuid4(), **{name: value})
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("finish", "finished_at"),
    ],
)
async def test_tells_when_it_was_called(
    action: str,
    name: str,
    api: AsyncClient,
    stored: examples.Create,
) -> None:
    found = await stored(**BEFORE[action])
    changed = examples.one(await call(api, action, found["id"]))
    assert changed[name] == changed["updated_at"]
