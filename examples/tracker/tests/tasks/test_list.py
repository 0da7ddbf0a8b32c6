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
    query["limit"] = limit
    page = examples.page(await api.get(examples.PATH, params=query))
    ids = [found["id"] for found in page["data"]]
    while len(ids) < page["total"]:
        query["offset"] = len(ids)
        page = examples.page(await api.get(examples.PATH, params=query))
        assert 0 < len(page["data"]) <= limit
        ids += [found["id"] for found in page["data"]]
    return ids


async def test_page_tells_where_it_stands(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    created = [await create() for _ in range(3)]
    query: dict[str, Any] = {"limit": 1, "offset": 1, "sort": "created_at"}
    page = examples.page(await api.get(examples.PATH, params=query))
    assert page == {"data": [created[1]], "total": 3, "limit": 1, "offset": 1}


async def test_is_empty_beyond_the_end(
    api: AsyncClient,
    create: examples.Create,
) -> None:
    await create()
    page = examples.page(await api.get(examples.PATH, params={"offset": 1}))
    assert (page["data"], page["total"]) == ([], 1)


@pytest.mark.parametrize("offset", [-1, "many", 2**63])
async def test_refuses_an_offset(offset: object, api: AsyncClient) -> None:
    response = await api.get(examples.PATH, params={"offset": str(offset)})
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["query", "offset"]


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
        "meta": {"total": 0, "limit": 20, "offset": 0},
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
    ("follows__is_null=true", "null"),
    ("follows__is_null=false", ""),
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
    "title": "string",
    "status": "TaskStatus",
    "price": "number",
    "hours": "integer",
    "follows": "uuid",
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
    path = examples.path_below("{project_id}")
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
        "title",
        "status",
        "price",
        "hours",
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
    name = "title"
    values = examples.VALUES[name]
    high = (await create(**{name: values["high"]}))["id"]
    low = (await create(**{name: values["low"]}))["id"]
    newer = (await create(**{name: values["high"]}))["id"]
    assert await walk(api, sort=f"{name},created_at") == [low, high, newer]
    assert await walk(api, sort=f"{name},-created_at") == [low, newer, high]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("title", "title 1", "TITLE 1"),
    ],
)
async def test_searches(
    name: str,
    value: str,
    words: str,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    created = await create(**{name: value})
    assert await walk(api, q=words) == [created["id"]]
    assert await walk(api, q=f"{words} and more") == []


@pytest.mark.parametrize("wildcard", ["%", "_", "\\"])
async def test_searches_for_wildcards_as_they_are(
    wildcard: str,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    await create()
    assert await walk(api, q=wildcard * 3) == []
