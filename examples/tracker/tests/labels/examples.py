"""Example values for the tests of labels."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

from tests.auth.callers import Caller

Row: TypeAlias = dict[str, Any]
"""One label as JSON."""

New: TypeAlias = Callable[..., Row]
Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[Any], Awaitable[Row | None]]
Ask: TypeAlias = Callable[..., Awaitable[Response]]
ActAs: TypeAlias = Callable[[object], None]
NewCaller: TypeAlias = Callable[..., Awaitable[Caller]]

BODY: Row = {}
"""The fields that are the same in every valid body."""

UNIQUE: dict[str, list[Any]] = {
    "name": [
        "name 1",
        "name 2",
        "name 3",
        "name 4",
        "name 5",
        "name 6",
        "name 7",
        "name 8",
    ],
}
"""Distinct values of unique fields."""

REQUIRED: list[str] = ["name"]
"""Fields that a body must have."""

SERVER_SET: list[str] = ["id", "created_at", "updated_at"]
"""Fields that only the server sets."""

VALUES: dict[str, Row] = {
    "name": {"low": "name 1", "high": "name 2"},
}
"""Two values, the lower first, and null of each field to filter or sort by."""

BROKEN = [
    pytest.param("name", None, id="name-null"),
    pytest.param("name", 1, id="name-wrong-type"),
    pytest.param("name", "x" * 31, id="name-too-long"),
]
"""A field and an invalid value."""

UNKNOWN = "ffffffff-ffff-4fff-bfff-ffffffffffff"
"""An id that no label has."""

NO_IDS = [(UNKNOWN, 404), ("no-id", 422)]
"""Ids that are refused, with the expected status."""

REQUESTS = [
    "GET {path}",
    "POST {path}",
    "GET {path}/{id}",
    "DELETE {path}/{id}",
]
"""All requests."""


def one(response: Response) -> Row:
    """The label in a response."""
    answer = response.json()
    found: Row = answer["data"]
    assert answer == {"data": found, "meta": {}}
    return found


def page(response: Response) -> dict[str, Any]:
    """The rows in a response, and the details of the page."""
    found: dict[str, Any] = response.json()
    assert found.keys() == {"data"}
    return found


def rows(response: Response) -> list[Row]:
    """The labels in a response."""
    found: list[Row] = page(response)["data"]
    return found
