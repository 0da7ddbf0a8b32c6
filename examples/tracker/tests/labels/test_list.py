"""GET /labels"""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.labels import examples

SORT_KEYS = ["name", "created_at", "updated_at"]

ROWS: list[examples.Row] = [{}, {}, {}, {}, {}]
"""Values of five rows, which are equal but for unique fields and nulls."""

FILTERS = [
    ("name=name 1", "low"),
    ("name__in=name 1,name 2", "low high"),
    ("name__contains=NAME 2", "high"),
]
"""A query, and the VALUES that it finds."""


async def walk(api: AsyncClient, path: str, /, **query: str | int) -> list[Any]:
    """The ids, in order."""
    response = await api.get(path, params=query)
    return [row["id"] for row in examples.rows(response)]


async def test_is_empty_at_first(api: AsyncClient, path: str) -> None:
    response = await api.get(path)
    assert response.status_code == 200
    assert examples.page(response) == {"data": []}


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
    forwards = await walk(api, path, sort=sort)
    backwards = await walk(api, path, sort=f"-{sort}")
    assert len(forwards) == len(created)
    assert set(forwards) == {row["id"] for row in created}
    assert backwards == forwards[::-1]


@pytest.mark.parametrize("name", ["limit", "cursor", "offset"])
async def test_refuses_parameters_of_pages(
    name: str, api: AsyncClient, path: str
) -> None:
    response = await api.get(path, params={name: 1})
    assert response.status_code == 422


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
    parameters = document["paths"]["/labels"]["get"]["parameters"]
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
