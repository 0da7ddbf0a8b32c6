"""GET /projects"""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.projects import examples

SORT_KEYS = [
    "name",
    "created_at",
    "updated_at",
]

ROWS: list[examples.Row] = [
    {},
    {},
    {},
    {},
    {},
]
"""Equal in all that need not be unique, but for what is missing here and there."""


async def walk(api: AsyncClient, /, limit: int = 1, **query: Any) -> list[str]:
    """The ids on all pages, in order."""
    ids: list[str] = []
    query["limit"] = limit
    page = examples.page(await api.get(examples.PATH, params=query))
    while page["has_more"]:
        assert len(page["data"]) == limit
        ids += [found["id"] for found in page["data"]]
        assert len(ids) == len(set(ids)), "a row came twice"
        query["cursor"] = page["next_cursor"]
        page = examples.page(await api.get(examples.PATH, params=query))
    assert page["next_cursor"] is None
    return ids + [found["id"] for found in page["data"]]


async def next_cursor(
    api: AsyncClient,
    create: examples.Create,
    **query: Any,
) -> str:
    """The cursor of the page after the first row of two."""
    await create()
    await create()
    page = examples.page(await api.get(examples.PATH, params={"limit": 1, **query}))
    cursor: str = page["next_cursor"]
    return cursor


async def test_pages_go_on_while_rows_are_inserted(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    created = [(await create())["id"] for _ in range(3)]
    query: dict[str, Any] = {"limit": 1, "sort": "created_at"}
    first = examples.page(await api.get(examples.PATH, params=query))
    created.append((await create())["id"])
    second = await walk(api, sort="created_at", cursor=first["next_cursor"])
    assert [found["id"] for found in first["data"]] + second == created


@pytest.mark.parametrize("cursor", ["", "x", "bm8gY3Vyc29y", "WyJmb3JlaWduIl0"])
async def test_refuses_a_bad_cursor(cursor: str, api: AsyncClient) -> None:
    response = await api.get(examples.PATH, params={"cursor": cursor})
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [("sort", "updated_at"), ("created_at__gte", "2026-01-01T00:00:00Z")],
)
async def test_refuses_the_cursor_of_another(
    name: str,
    value: str,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    query = {"cursor": await next_cursor(api, create), name: value}
    response = await api.get(examples.PATH, params=query)
    assert response.status_code == 400


@pytest.mark.parametrize("sort", SORT_KEYS)
async def test_pages_hold_every_row_once(
    sort: str,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    ids = {(await create(**values))["id"] for values in ROWS}
    forwards = await walk(api, limit=2, sort=sort)
    backwards = await walk(api, limit=2, sort=f"-{sort}")
    assert len(forwards) == len(ids)
    assert set(forwards) == ids
    assert backwards == forwards[::-1]


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
async def test_pages_may_have_any_size(
    limit: int,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    created = [(await create())["id"] for _ in range(5)]
    assert await walk(api, limit=limit) == created[::-1]


@pytest.mark.parametrize("limit", [0, 101, "many"])
async def test_refuses_a_limit(limit: object, api: AsyncClient) -> None:
    response = await api.get(examples.PATH, params={"limit": str(limit)})
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["query", "limit"]


async def test_is_empty_at_first(api: AsyncClient) -> None:
    response = await api.get(examples.PATH)
    assert response.status_code == 200
    assert response.json() == {
        "data": [],
        "meta": {"next_cursor": None, "has_more": False},
    }


async def test_shows_what_was_created(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    created = await create()
    assert examples.rows(await api.get(examples.PATH)) == [created]


async def test_newest_come_first(api: AsyncClient, create: examples.Create) -> None:
    created = [(await create())["id"] for _ in range(3)]
    assert await walk(api) == created[::-1]


async def test_filters_by_when_it_was_created(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    first, second = await create(), await create()
    moment = first["created_at"]
    assert await walk(api, created_at__gt=moment) == [second["id"]]
    assert await walk(api, created_at__lte=moment) == [first["id"]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sort", "no_such_field"),
        ("no_such_field", 1),
        ("id__no_such_operator", 1),
    ],
)
async def test_refuses(name: str, value: Any, api: AsyncClient) -> None:
    response = await api.get(examples.PATH, params={name: value})
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][:2] == ["query", name]


FILTERS = [
    ("name=name 1", "low"),
    ("name__in=name 1,name 2", "low high"),
    ("name__contains=NAME 2", "high"),
]
"""What is asked, and which of VALUES that finds."""


@pytest.mark.parametrize(("query", "expected"), FILTERS)
async def test_filters(
    query: str,
    expected: str,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    parameter, _, value = query.partition("=")
    name = parameter.partition("__")[0]
    labels = {
        (await create(**{name: example}))["id"]: label
        for label, example in examples.VALUES[name].items()
    }
    asked: dict[str, Any] = {parameter: value, "sort": "created_at"}
    found = await walk(api, **asked)
    assert [labels[id_] for id_ in found] == expected.split()


DESCRIBED: dict[str, str] = {
    "name": "string",
}
"""What the description of the API says of the values of each field."""


def kind(schema: dict[str, Any]) -> str:
    """The type that a description gives, its format, or the name of its class."""
    schema = schema.get("anyOf", [schema])[0]
    if "items" in schema:
        return f"list of {kind(schema['items'])}"
    is_choice = not {"const", "enum"}.isdisjoint(schema)
    name = schema.get("title") if is_choice else schema.get("format")
    found: str = name or schema["type"]
    return found


def test_filters_are_described(document: dict[str, Any]) -> None:
    path = examples.PATH
    parameters = document["paths"][path]["get"]["parameters"]
    described = {one["name"]: kind(one["schema"]) for one in parameters}
    for parameter in {query.partition("=")[0] for query, _ in FILTERS}:
        name, _, operator = parameter.partition("__")
        special = {"in": f"list of {DESCRIBED[name]}", "contains": "string"}
        special["is_null"] = "boolean"
        assert described[parameter] == special.get(operator, DESCRIBED[name])


@pytest.mark.parametrize(
    "name",
    [
        "name",
    ],
)
async def test_sorts(name: str, api: AsyncClient, create: examples.Create) -> None:
    values = examples.VALUES[name]
    last = await create(**{name: values["high"]})
    first = await create(**{name: values["low"]})
    assert await walk(api, sort=name) == [first["id"], last["id"]]


async def test_a_second_sort_key_decides_among_equals(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    name = "name"
    values = examples.VALUES[name]
    high = (await create(**{name: values["high"]}))["id"]
    low = (await create(**{name: values["low"]}))["id"]
    newer = (await create(**{name: values["high"]}))["id"]
    assert await walk(api, sort=f"{name},created_at") == [low, high, newer]
    assert await walk(api, sort=f"{name},-created_at") == [low, newer, high]


async def test_refuses_the_cursor_of_another_owner(
    api: AsyncClient,
    stranger: AsyncClient,
    create: examples.Create,
) -> None:
    query = {"cursor": await next_cursor(api, create)}
    response = await stranger.get(examples.PATH, params=query)
    assert response.status_code == 400
