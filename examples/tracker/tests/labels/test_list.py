"""GET /labels"""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.labels import examples

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


async def walk(api: AsyncClient, /, **query: Any) -> list[str]:
    """The ids, in order."""
    response = await api.get(examples.PATH, params=query)
    return [found["id"] for found in examples.rows(response)]


@pytest.mark.parametrize("sort", SORT_KEYS)
async def test_holds_every_row_once(
    sort: str,
    api: AsyncClient,
    create: examples.Create,
) -> None:
    ids = {(await create(**values))["id"] for values in ROWS}
    forwards = await walk(api, sort=sort)
    backwards = await walk(api, sort=f"-{sort}")
    assert len(forwards) == len(ids)
    assert set(forwards) == ids
    assert backwards == forwards[::-1]


@pytest.mark.parametrize("name", ["limit", "cursor", "offset"])
async def test_has_no_pages(name: str, api: AsyncClient) -> None:
    response = await api.get(examples.PATH, params={name: 1})
    assert response.status_code == 422


async def test_is_empty_at_first(api: AsyncClient) -> None:
    response = await api.get(examples.PATH)
    assert response.status_code == 200
    assert response.json() == {"data": []}


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
