"""GET /notes"""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.notes import examples

SORT_KEYS = [
    "name",
    "description",
    "created_at",
    "updated_at",
]

ROWS: list[dict[str, Any]] = [
    {},
    {"description": None},
    {},
    {"description": None},
    {},
]
"""Equal in all that need not be unique, but for what is missing here and there."""


async def walk(api: AsyncClient, /, **query: Any) -> list[str]:
    """The ids on all pages, in order."""
    ids: list[str] = []
    page = (await api.get(examples.PATH, params=query)).json()
    while page["has_more"]:
        assert len(page["data"]) == query["limit"]
        ids += [found["id"] for found in page["data"]]
        assert len(ids) == len(set(ids)), "a row came twice"
        cursor = page["next_cursor"]
        page = (await api.get(examples.PATH, params=query | {"cursor": cursor})).json()
    assert page["next_cursor"] is None
    return ids + [found["id"] for found in page["data"]]


async def test_is_empty_at_first(api: AsyncClient) -> None:
    response = await api.get(examples.PATH)
    assert response.status_code == 200
    assert response.json() == {"data": [], "next_cursor": None, "has_more": False}


async def test_shows_what_was_created(api: AsyncClient) -> None:
    created = await examples.create(api)
    assert (await api.get(examples.PATH)).json()["data"] == [created]


@pytest.mark.parametrize("sort", SORT_KEYS)
@pytest.mark.parametrize("limit", [size for size in (1, 2, 5, 6) if size <= 100])
async def test_pages_hold_every_row_once(
    sort: str,
    limit: int,
    api: AsyncClient,
) -> None:
    ids = {(await examples.create(api, **values))["id"] for values in ROWS}
    forwards = await walk(api, limit=limit, sort=sort)
    backwards = await walk(api, limit=limit, sort=f"-{sort}")
    assert len(forwards) == len(ids)
    assert set(forwards) == ids
    assert backwards == forwards[::-1]


async def test_pages_go_on_while_rows_are_inserted(api: AsyncClient) -> None:
    created = [(await examples.create(api))["id"] for _ in range(3)]
    query: dict[str, Any] = {"limit": 1, "sort": "created_at"}
    first = (await api.get(examples.PATH, params=query)).json()
    created.append((await examples.create(api))["id"])
    second = await walk(api, **query, cursor=first["next_cursor"])
    assert [found["id"] for found in first["data"]] + second == created


async def test_a_second_sort_key_decides_among_equals(api: AsyncClient) -> None:
    created = [(await examples.create(api))["id"] for _ in range(3)]
    ids = await walk(api, limit=1, sort="created_at,-updated_at")
    assert ids == created


@pytest.mark.parametrize("cursor", ["", "x", "bm8gY3Vyc29y", "WyJmb3JlaWduIl0"])
async def test_refuses_a_bad_cursor(cursor: str, api: AsyncClient) -> None:
    response = await api.get(examples.PATH, params={"cursor": cursor})
    assert response.status_code == 400


async def test_refuses_the_cursor_of_another_sort(api: AsyncClient) -> None:
    await examples.create(api)
    await examples.create(api)
    page = (await api.get(examples.PATH, params={"limit": 1})).json()
    query = {"sort": "updated_at", "cursor": page["next_cursor"]}
    response = await api.get(examples.PATH, params=query)
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", 0),
        ("limit", 100 + 1),
        ("limit", "many"),
        ("sort", "no_such_field"),
        ("no_such_field", 1),
        ("id__no_such_operator", 1),
    ],
)
async def test_refuses(name: str, value: Any, api: AsyncClient) -> None:
    response = await api.get(examples.PATH, params={name: value})
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][:2] == ["query", name]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("name=name 1", "low"),
        ("name__in=name 1,name 2", "low high"),
        ("name__contains=NAME 2", "high"),
        ("description=description 1", "low"),
        ("description__in=description 1,description 2", "low high"),
        ("description__contains=DESCRIPTION 2", "high"),
        ("description__is_null=true", "null"),
        ("description__is_null=false", "low high"),
    ],
)
async def test_filters(query: str, expected: str, api: AsyncClient) -> None:
    parameter, _, value = query.partition("=")
    name = parameter.partition("__")[0]
    labels = {
        (await examples.create(api, **{name: example}))["id"]: label
        for label, example in examples.VALUES[name].items()
    }
    asked = {parameter: value, "sort": "created_at"}
    found = await walk(api, limit=1, **asked)
    assert [labels[id_] for id_ in found] == expected.split()


async def test_refuses_the_cursor_of_another_filter(api: AsyncClient) -> None:
    await examples.create(api)
    await examples.create(api)
    page = (await api.get(examples.PATH, params={"limit": 1})).json()
    query = {"created_at__gte": "2026-01-01T00:00:00Z", "cursor": page["next_cursor"]}
    response = await api.get(examples.PATH, params=query)
    assert response.status_code == 400


@pytest.mark.parametrize(
    "name",
    [
        "name",
        "description",
    ],
)
async def test_sorts(name: str, api: AsyncClient) -> None:
    values = examples.VALUES[name]
    last = await examples.create(api, **{name: values["high"]})
    first = await examples.create(api, **{name: values["low"]})
    assert await walk(api, limit=1, sort=name) == [first["id"], last["id"]]
