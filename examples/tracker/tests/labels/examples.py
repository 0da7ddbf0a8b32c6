"""Examples of labels, and of what none can be."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

from tests.auth.callers import Caller

Row: TypeAlias = dict[str, Any]
"""One label, as JSON has it."""

New: TypeAlias = Callable[..., Row]
Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[Any], Awaitable[Row | None]]
Ask: TypeAlias = Callable[..., Awaitable[Response]]
ActAs: TypeAlias = Callable[[object], None]
NewCaller: TypeAlias = Callable[..., Awaitable[Caller]]

BODY: Row = {}
"""What is the same in every valid body."""

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
"""Different values of fields that must be unique."""

REQUIRED: list[str] = ["name"]
"""A body without one of these is refused."""

SERVER_SET: list[str] = ["id", "created_at", "updated_at"]
"""Fields that only the server sets."""

VALUES: dict[str, Row] = {
    "name": {"low": "name 1", "high": "name 2"},
}
"""Two values of each field to filter or sort by, in order, and null."""

BROKEN = [
    pytest.param("name", None, id="name-null"),
    pytest.param("name", 1, id="name-wrong-type"),
    pytest.param("name", "x" * 31, id="name-too-long"),
]
"""A field, and a value that is refused."""

UNKNOWN = "ffffffff-ffff-4fff-bfff-ffffffffffff"
"""An id of no label."""

NO_IDS = [(UNKNOWN, 404), ("no-id", 422)]
"""What is no id, and the status that says so."""

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
    """The rows in a response, and what it tells of them."""
    found: dict[str, Any] = response.json()
    assert found.keys() == {"data"}
    return found


def rows(response: Response) -> list[Row]:
    """The labels in a response."""
    found: list[Row] = page(response)["data"]
    return found
