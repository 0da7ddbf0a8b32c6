"""GET /products"""

from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.products import examples

SORT_KEYS = [
    "sku",
    "name",
    "price",
    "stock",
    "released_on",
    "created_at",
    "updated_at",
]

ROWS: list[dict[str, Any]] = [
    {},
    {"released_on": None},
    {},
    {"released_on": None},
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
@pytest.mark.parametrize("limit", [size for size in (1, 2, 5, 6) if size <= 50])
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
        ("limit", 50 + 1),
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
        "sku",
        "name",
        "price",
        "stock",
        "released_on",
    ],
)
async def test_sorts(name: str, api: AsyncClient) -> None:
    values = examples.VALUES[name]
    last = await examples.create(api, **{name: values["high"]})
    first = await examples.create(api, **{name: values["low"]})
    assert await walk(api, limit=1, sort=name) == [first["id"], last["id"]]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("name", "name 1", "NAME 1"),
        ("description", "description 1", "DESCRIPTION 1"),
    ],
)
async def test_searches(name: str, value: str, words: str, api: AsyncClient) -> None:
    created = await examples.create(api, **{name: value})
    found = (await api.get(examples.PATH, params={"q": words})).json()["data"]
    assert [row["id"] for row in found] == [created["id"]]
    missed = await api.get(examples.PATH, params={"q": f"{words} and more"})
    assert missed.json()["data"] == []


@pytest.mark.parametrize("wildcard", ["%", "_", "\\"])
async def test_searches_for_wildcards_as_they_are(
    wildcard: str,
    api: AsyncClient,
) -> None:
    await examples.create(api)
    response = await api.get(examples.PATH, params={"q": wildcard * 3})
    assert response.json()["data"] == []


async def test_needs_a_token(client: AsyncClient) -> None:
    response = await client.get(examples.PATH)
    assert response.status_code == 401
