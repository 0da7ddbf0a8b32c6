"""GET /projects/{project_id}/tasks"""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.tasks import examples

SORT_KEYS = [
    "title",
    "status",
    "price",
    "hours",
    "finished_at",
    "created_at",
    "updated_at",
]

ROWS: list[examples.Row] = [{}, {}, {}, {}, {}]
"""Values of five rows, which are equal but for unique fields and nulls."""

FILTERS = [
    ("title=title 1", "low"),
    ("title__in=title 1,title 2", "low high"),
    ("title__contains=TITLE 2", "high"),
    ("status=open", "low"),
    ("status__in=open,started", "low high"),
    ("price=1.00", "low"),
    ("price__in=1.00,2.00", "low high"),
    ("price__gt=1.00", "high"),
    ("price__gte=2.00", "high"),
    ("price__lt=2.00", "low"),
    ("price__lte=1.00", "low"),
    ("hours=1", "low"),
    ("hours__in=1,2", "low high"),
    ("hours__gt=1", "high"),
    ("hours__gte=2", "high"),
    ("hours__lt=2", "low"),
    ("hours__lte=1", "low"),
]
"""A query, and the VALUES that it finds."""


async def walk(
    api: AsyncClient, path: str, /, limit: int = 1, **query: str | int
) -> list[Any]:
    """The ids on all pages, in order."""
    query["limit"] = limit
    page = examples.page(await api.get(path, params=query))
    ids = [row["id"] for row in page["data"]]
    while len(ids) < page["total"]:
        query["offset"] = len(ids)
        page = examples.page(await api.get(path, params=query))
        assert 0 < len(page["data"]) <= limit
        ids += [row["id"] for row in page["data"]]
    return ids


async def test_is_empty_at_first(api: AsyncClient, path: str) -> None:
    response = await api.get(path)
    assert response.status_code == 200
    assert examples.page(response) == {"data": [], "total": 0, "limit": 20, "offset": 0}


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


async def test_page_has_its_position_and_the_total(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    created = [await create() for _ in range(3)]
    query: dict[str, Any] = {"limit": 1, "offset": 1, "sort": "created_at"}
    page = examples.page(await api.get(path, params=query))
    assert page == {"data": [created[1]], "total": 3, "limit": 1, "offset": 1}


async def test_is_empty_beyond_the_end(
    api: AsyncClient, path: str, create: examples.Create
) -> None:
    await create()
    page = examples.page(await api.get(path, params={"offset": 1}))
    assert (page["data"], page["total"]) == ([], 1)


@pytest.mark.parametrize("offset", [-1, "many", 2**63])
async def test_refuses_an_offset(offset: object, api: AsyncClient, path: str) -> None:
    response = await api.get(path, params={"offset": str(offset)})
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["query", "offset"]


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
    "title": "string",
    "status": "TaskStatus",
    "price": "number",
    "hours": "int32",
    "follows": "uuid",
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
    parameters = document["paths"]["/projects/{project_id}/tasks"]["get"]["parameters"]
    described = {one["name"]: kind(one["schema"]) for one in parameters}
    asked = {*DESCRIBED, *(f"{name}__in" for name in DESCRIBED)}
    asked.update(query.partition("=")[0] for query, _ in FILTERS)
    for parameter in asked:
        name, _, operator = parameter.partition("__")
        special = {"in": f"list of {DESCRIBED[name]}", "contains": "string"}
        special["is_null"] = "boolean"
        assert described[parameter] == special.get(operator, DESCRIBED[name])


@pytest.mark.parametrize("name", ["title", "status", "price", "hours"])
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
    values = examples.VALUES["title"]
    created = [await create(title=values[one]) for one in ("high", "low", "high")]
    high, low, newer = (row["id"] for row in created)
    assert await walk(api, path, sort="title,created_at") == [low, high, newer]
    assert await walk(api, path, sort="title,-created_at") == [low, newer, high]


@pytest.mark.parametrize(("name", "value", "words"), [("title", "title 1", "TITLE 1")])
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
