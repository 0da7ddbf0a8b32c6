"""GET /products"""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.products import examples

SORT_KEYS = ["sku", "name", "price", "stock", "released_on", "created_at", "updated_at"]

ROWS: list[examples.Row] = [{}, {"released_on": None}, {}, {"released_on": None}, {}]
"""Values of five rows, which are equal but for unique fields and nulls."""

FILTERS = [
    ("sku=AAA", "low"),
    ("sku__in=AAA,BAA", "low high"),
    ("sku__contains=BAA", "high"),
    ("name=name 1", "low"),
    ("name__in=name 1,name 2", "low high"),
    ("name__contains=NAME 2", "high"),
    ("description=description 1", "low"),
    ("description__in=description 1,description 2", "low high"),
    ("description__contains=DESCRIPTION 2", "high"),
    ("description__is_null=true", "null"),
    ("description__is_null=false", "low high"),
    ("category=book", "low"),
    ("category__in=book,game", "low high"),
    ("price=1.00", "low"),
    ("price__in=1.00,2.00", "low high"),
    ("price__gt=1.00", "high"),
    ("price__gte=2.00", "high"),
    ("price__lt=2.00", "low"),
    ("price__lte=1.00", "low"),
    ("stock=1", "low"),
    ("stock__in=1,2", "low high"),
    ("stock__gt=1", "high"),
    ("stock__gte=2", "high"),
    ("stock__lt=2", "low"),
    ("stock__lte=1", "low"),
    ("weight=1.5", "low"),
    ("weight__in=1.5,2.5", "low high"),
    ("weight__gt=1.5", "high"),
    ("weight__gte=2.5", "high"),
    ("weight__lt=2.5", "low"),
    ("weight__lte=1.5", "low"),
    ("weight__is_null=true", "null"),
    ("weight__is_null=false", "low high"),
    ("status=active", "low"),
    ("status__in=active,draft", "low high"),
    ("featured=false", "low"),
    ("featured__in=false,true", "low high"),
    ("released_on=2026-01-01", "low"),
    ("released_on__in=2026-01-01,2026-01-02", "low high"),
    ("released_on__gt=2026-01-01", "high"),
    ("released_on__gte=2026-01-02", "high"),
    ("released_on__lt=2026-01-02", "low"),
    ("released_on__lte=2026-01-01", "low"),
    ("released_on__is_null=true", "null"),
    ("released_on__is_null=false", "low high"),
    ("discontinued_at=2026-01-01T12:00:00Z", "low"),
    ("discontinued_at__in=2026-01-01T12:00:00Z,2026-01-02T12:00:00Z", "low high"),
    ("discontinued_at__gt=2026-01-01T12:00:00Z", "high"),
    ("discontinued_at__gte=2026-01-02T12:00:00Z", "high"),
    ("discontinued_at__lt=2026-01-02T12:00:00Z", "low"),
    ("discontinued_at__lte=2026-01-01T12:00:00Z", "low"),
    ("discontinued_at__is_null=true", "null"),
    ("discontinued_at__is_null=false", "low high"),
    ("website=https://example.com/page1", "low"),
    ("website__in=https://example.com/page1,https://example.com/page2", "low high"),
    ("website__contains=HTTPS://EXAMPLE.COM/PAGE2", "high"),
    ("website__is_null=true", "null"),
    ("website__is_null=false", "low high"),
    ("supplier_email=person1@example.com", "low"),
    ("supplier_email__in=person1@example.com,person2@example.com", "low high"),
    ("supplier_email__contains=PERSON2@EXAMPLE.COM", "high"),
    ("supplier_email__is_null=true", "null"),
    ("supplier_email__is_null=false", "low high"),
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


@pytest.mark.parametrize("limit", [0, 51, "many"])
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
    "sku": "string",
    "name": "string",
    "description": "string",
    "category": "ProductCategory",
    "price": "number",
    "stock": "int32",
    "weight": "number",
    "status": "ProductStatus",
    "featured": "boolean",
    "released_on": "date",
    "discontinued_at": "date-time",
    "website": "uri",
    "supplier_email": "email",
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
    parameters = document["paths"]["/products"]["get"]["parameters"]
    described = {one["name"]: kind(one["schema"]) for one in parameters}
    asked = {*DESCRIBED, *(f"{name}__in" for name in DESCRIBED)}
    asked.update(query.partition("=")[0] for query, _ in FILTERS)
    for parameter in asked:
        name, _, operator = parameter.partition("__")
        special = {"in": f"list of {DESCRIBED[name]}", "contains": "string"}
        special["is_null"] = "boolean"
        assert described[parameter] == special.get(operator, DESCRIBED[name])


@pytest.mark.parametrize("name", ["sku", "name", "price", "stock", "released_on"])
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


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("name", "name 1", "NAME 1"), ("description", "description 1", "DESCRIPTION 1")],
)
async def test_searches(
    name: str,
    value: str,
    words: str,
    api: AsyncClient,
    path: str,
    create: examples.Create,
) -> None:
    created = await create(**{name: value})
    assert await walk(api, path, q=words) == [created["id"]]
    assert await walk(api, path, q=f"{words} and more") == []


@pytest.mark.parametrize("wildcard", ["%", "_", "\\", "/"])
async def test_searches_for_wildcards_literally(
    wildcard: str,
    api: AsyncClient,
    path: str,
    create: examples.Create,
) -> None:
    await create()
    assert await walk(api, path, q=wildcard * 3) == []
