"""GET /projects"""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.auth.callers import Caller
from tests.projects import examples

SORT_KEYS = ["name", "created_at", "updated_at"]

ROWS: list[examples.Row] = [{}, {}, {}, {}, {}]
"""Values of five rows, which are equal but for unique fields and nulls."""

FILTERS = [
    ("name=name 1", "low"),
    ("name__in=name 1,name 2", "low high"),
    ("name__contains=NAME 2", "high"),
]
"""A query, and the VALUES that it finds."""


async def walk(
    api: AsyncClient, path: str, /, limit: int = 1, **query: str | int
) -> list[Any]:
    """The ids on all pages, in order."""
    ids: list[Any] = []
    query["limit"] = limit
    page = examples.page(await api.get(path, params=query))
    while page["has_more"]:
        assert len(page["data"]) == limit
        ids += [row["id"] for row in page["data"]]
        assert len(ids) == len(set(ids)), "a row came twice"
        query["cursor"] = page["next_cursor"]
        page = examples.page(await api.get(path, params=query))
    assert page["next_cursor"] is None
    return ids + [row["id"] for row in page["data"]]


async def test_is_empty_at_first(api: AsyncClient, path: str) -> None:
    response = await api.get(path)
    assert response.status_code == 200
    assert examples.page(response) == {
        "data": [],
        "next_cursor": None,
        "has_more": False,
    }


async def test_shows_what_was_created(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    created = await create()
    assert examples.rows(await api.get(path)) == [created]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sort", "no_such_field"),
        ("no_such_field", "1"),
        ("id__no_such_operator", "1"),
    ],
)
async def test_refuses(name: str, value: str, api: AsyncClient, path: str) -> None:
    response = await api.get(path, params={name: value})
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][:2] == ["query", name]


@pytest.mark.parametrize("sort", SORT_KEYS)
async def test_has_every_row_once(
    sort: str, api: AsyncClient, path: str, create: examples.Create
) -> None:
    created = [await create(**values) for values in ROWS]
    forwards = await walk(api, path, limit=2, sort=sort)
    backwards = await walk(api, path, limit=2, sort=f"-{sort}")
    assert len(forwards) == len(created)
    assert set(forwards) == {row["id"] for row in created}
    assert backwards == forwards[::-1]


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
async def test_pages_have_the_requested_size(
    limit: int, api: AsyncClient, path: str, create: examples.Create
) -> None:
    created = [await create() for _ in range(5)]
    ids = [row["id"] for row in created]
    assert await walk(api, path, limit=limit) == ids[::-1]


@pytest.mark.parametrize("limit", [0, 101, "many"])
async def test_refuses_a_limit(limit: object, api: AsyncClient, path: str) -> None:
    response = await api.get(path, params={"limit": str(limit)})
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["query", "limit"]


async def next_cursor(api: AsyncClient, path: str, create: examples.Create) -> str:
    """The cursor of the page after the first row of two."""
    await create()
    await create()
    page = examples.page(await api.get(path, params={"limit": 1}))
    cursor: str = page["next_cursor"]
    return cursor


@pytest.mark.parametrize("cursor", ["", "x", "bm8gY3Vyc29y", "WyJmb3JlaWduIl0"])
async def test_refuses_a_bad_cursor(cursor: str, api: AsyncClient, path: str) -> None:
    response = await api.get(path, params={"cursor": cursor})
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [("sort", "created_at"), ("created_at__gte", "2026-01-01T00:00:00Z")],
)
async def test_refuses_the_cursor_of_another_query(
    name: str,
    value: str,
    api: AsyncClient,
    path: str,
    create: examples.Create,
) -> None:
    cursor = await next_cursor(api, path, create)
    response = await api.get(path, params={"cursor": cursor, name: value})
    assert response.status_code == 400


async def test_refuses_the_cursor_of_another_owner(
    api: AsyncClient,
    path: str,
    act_as: examples.ActAs,
    stranger: Caller,
    create: examples.Create,
) -> None:
    cursor = await next_cursor(api, path, create)
    act_as(stranger)
    response = await api.get(path, params={"cursor": cursor})
    assert response.status_code == 400


async def test_newest_come_first(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    created = [await create() for _ in range(3)]
    assert await walk(api, path) == [row["id"] for row in created[::-1]]


async def test_filters_by_when_it_was_created(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    first, second = await create(), await create()
    moment = first["created_at"]
    assert await walk(api, path, created_at__gt=moment) == [second["id"]]
    assert await walk(api, path, created_at__lte=moment) == [first["id"]]


async def test_cursor_is_stable_while_rows_are_inserted(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    created = [await create() for _ in range(3)]
    query: dict[str, Any] = {"limit": 1, "sort": "created_at"}
    first = examples.page(await api.get(path, params=query))
    created.append(await create())
    found = await walk(api, path, sort="created_at", cursor=first["next_cursor"])
    assert first["data"] == created[:1]
    assert found == [row["id"] for row in created[1:]]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
async def test_filters(
    query: str, expected: str, api: AsyncClient, path: str, create: examples.Create
) -> None:
    parameter, _, value = query.partition("=")
    name = parameter.partition("__")[0]
    labels: dict[Any, str] = {}
    for label, example in examples.VALUES[name].items():
        created = await create(**{name: example})
        labels[created["id"]] = label
    asked: dict[str, Any] = {parameter: value}
    found = await walk(api, path, **asked)
    assert sorted(labels[id_] for id_ in found) == sorted(expected.split())


DESCRIBED: dict[str, str] = {
    "name": "string",
}
"""How the API describes the fields to filter by."""


def kind(schema: dict[str, Any]) -> str:
    """The type in a description, its format, or the name of its class."""
    schema = schema.get("anyOf", [schema])[0]
    if "items" in schema:
        return f"list of {kind(schema['items'])}"
    is_choice = not {"const", "enum"}.isdisjoint(schema)
    name = schema.get("title") if is_choice else schema.get("format")
    found: str = name or schema["type"]
    return found


def test_openapi_describes_filters(document: dict[str, Any]) -> None:
    parameters = document["paths"]["/projects"]["get"]["parameters"]
    described = {one["name"]: kind(one["schema"]) for one in parameters}
    asked = {*DESCRIBED, *(f"{name}__in" for name in DESCRIBED)}
    asked.update(query.partition("=")[0] for query, _ in FILTERS)
    for parameter in asked:
        name, _, operator = parameter.partition("__")
        special = {"in": f"list of {DESCRIBED[name]}", "contains": "string"}
        special["is_null"] = "boolean"
        assert described[parameter] == special.get(operator, DESCRIBED[name])


@pytest.mark.parametrize("name", ["name"])
async def test_sorts(
    name: str, api: AsyncClient, path: str, create: examples.Create
) -> None:
    high = await create(**{name: examples.VALUES[name]["high"]})
    low = await create(**{name: examples.VALUES[name]["low"]})
    ascending = [low["id"], high["id"]]
    assert await walk(api, path, sort=name) == ascending
    assert await walk(api, path, sort=f"-{name}") == ascending[::-1]


async def test_sorts_equal_rows_by_the_second_key(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    values = examples.VALUES["name"]
    created = [await create(name=values[one]) for one in ("high", "low", "high")]
    high, low, newer = (row["id"] for row in created)
    assert await walk(api, path, sort="name,created_at") == [low, high, newer]
    assert await walk(api, path, sort="name,-created_at") == [low, newer, high]
