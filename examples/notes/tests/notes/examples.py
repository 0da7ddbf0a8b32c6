"""Examples of notes, and of what none can be."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

Row: TypeAlias = dict[str, Any]
"""One note, as JSON has it."""

New: TypeAlias = Callable[..., Row]
Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[Any], Awaitable[Row | None]]

BODY: Row = {
    "name": "name 1",
    "description": "description 1",
}
"""What is the same in every valid body."""

REQUIRED: list[str] = ["name"]
"""A body without one of these is refused."""

DEFAULTS: Row = {
    "description": None,
}
"""The values of fields that a body leaves out."""

SERVER_SET: list[str] = ["id", "created_at", "updated_at"]
"""Fields that only the server sets."""

CHANGES: Row = {
    "name": "name 8",
    "description": "description 8",
}
"""Another value of each field that can change."""

FIXED: list[str] = ["id", "created_at", "updated_at"]
"""Fields that never change."""

FOLLOWS: list[str] = ["updated_at"]
"""Fields that the server sets with every change."""

VALUES: dict[str, Row] = {
    "name": {"low": "name 1", "high": "name 2"},
    "description": {"low": "description 1", "high": "description 2", "null": None},
}
"""Two values of each field to filter or sort by, in order, and null."""

BROKEN = [
    pytest.param("name", None, id="name-null"),
    pytest.param("name", 1, id="name-wrong-type"),
    pytest.param("name", "x" * 201, id="name-too-long"),
    pytest.param("description", 1, id="description-wrong-type"),
]
"""A field, and a value that is refused."""

UNKNOWN = "ffffffff-ffff-4fff-bfff-ffffffffffff"
"""An id of no note."""

NO_IDS = [(UNKNOWN, 404), ("no-id", 422)]
"""What is no id, and the status that says so."""


def replacement(body: Row, /, **values: object) -> Row:
    """What of a body replaces one that exists, with other values in it."""
    return {name: body[name] for name in body if name not in FIXED} | values


def one(response: Response) -> Row:
    """The note in a response."""
    found: Row = response.json()
    return found


def page(response: Response) -> dict[str, Any]:
    """The rows in a response, and what it tells of them."""
    found: dict[str, Any] = response.json()
    return found


def rows(response: Response) -> list[Row]:
    """The notes in a response."""
    found: list[Row] = page(response)["data"]
    return found
