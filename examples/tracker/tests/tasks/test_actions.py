"""POST /projects/{project_id}/tasks/{id}/{action}"""

import asyncio

import pytest
from httpx2 import AsyncClient

from tests.tasks import examples

BEFORE: dict[str, examples.Row] = {
    "finish": {"status": "open", "finished_at": "2026-01-01T12:00:00Z"},
}
"""Values of a row that each action may be called for."""

AFTER: dict[str, examples.Row] = {
    "finish": {"status": "done", "hours": 8},
}
"""The values that it leads to."""

FOLLOWS: dict[str, list[str]] = {
    "finish": ["updated_at", "cost", "finished_at"],
}
"""Further fields that the server sets."""

ELSEWHERE: dict[str, examples.Row] = {
    "finish": {"status": "done", "finished_at": "2026-01-01T12:00:00Z"},
}
"""Values of a row that an action may not be called for."""


@pytest.mark.parametrize("action", AFTER)
async def test_changes_its_fields_and_nothing_else(
    action: str,
    api: AsyncClient,
    path: str,
    arrange: examples.Create,
    shown: examples.Shown,
) -> None:
    arranged, other = await arrange(**BEFORE[action]), await arrange()
    response = await api.post(
        f"{path}/{arranged['id']}/{action}", json=examples.INPUTS.get(action)
    )
    assert response.status_code == 200
    changed = examples.one(response)
    follows = {name: changed[name] for name in FOLLOWS[action]}
    assert changed == arranged | AFTER[action] | follows
    assert await shown(arranged["id"]) == changed
    assert await shown(other["id"]) == other


@pytest.mark.parametrize(("id_", "status"), examples.NO_IDS)
@pytest.mark.parametrize("action", AFTER)
async def test_unknown_id_is_not_found(
    action: str,
    id_: object,
    status: int,
    api: AsyncClient,
    path: str,
    arrange: examples.Create,
) -> None:
    await arrange(**BEFORE[action])
    response = await api.post(
        f"{path}/{id_}/{action}", json=examples.INPUTS.get(action)
    )
    assert response.status_code == status


@pytest.mark.parametrize("action", ELSEWHERE)
async def test_is_a_conflict_in_another_state(
    action: str,
    api: AsyncClient,
    path: str,
    arrange: examples.Create,
    shown: examples.Shown,
) -> None:
    arranged = await arrange(**ELSEWHERE[action])
    response = await api.post(
        f"{path}/{arranged['id']}/{action}", json=examples.INPUTS.get(action)
    )
    assert response.status_code == 409
    assert await shown(arranged["id"]) == arranged


@pytest.mark.parametrize("action", ["finish"])
async def test_one_of_two_concurrent_calls_succeeds(
    action: str,
    api: AsyncClient,
    path: str,
    arrange: examples.Create,
) -> None:
    arranged = await arrange(**BEFORE[action])
    url = f"{path}/{arranged['id']}/{action}"
    responses = await asyncio.gather(
        *(api.post(url, json=examples.INPUTS.get(action)) for _ in range(2))
    )
    assert sorted(response.status_code for response in responses) == [200, 409]


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("finish", "hours"),
    ],
)
async def test_refuses_input_without(
    action: str, name: str, api: AsyncClient, path: str
) -> None:
    body = {**examples.INPUTS[action]}
    del body[name]
    response = await api.post(f"{path}/{examples.UNKNOWN}/{action}", json=body)
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
async def test_refuses(
    action: str, name: str, value: object, api: AsyncClient, path: str
) -> None:
    body = examples.INPUTS[action] | {name: value}
    response = await api.post(f"{path}/{examples.UNKNOWN}/{action}", json=body)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", name]]


@pytest.mark.parametrize(("action", "name"), [("finish", "finished_at")])
async def test_stores_the_time_of_the_call(
    action: str,
    name: str,
    api: AsyncClient,
    path: str,
    arrange: examples.Create,
) -> None:
    arranged = await arrange(**BEFORE[action])
    response = await api.post(
        f"{path}/{arranged['id']}/{action}", json=examples.INPUTS.get(action)
    )
    changed = examples.one(response)
    assert changed[name] == changed["updated_at"]
