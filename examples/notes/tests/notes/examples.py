"""Example values for the tests of notes."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

Row: TypeAlias = dict[str, Any]
"""One note as JSON."""

New: TypeAlias = Callable[..., Row]
Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[Any], Awaitable[Row | None]]

BODY: Row = {
    "name": "name 1",
    "description": "description 1",
}
"""The fields that are the same in every valid body."""

REQUIRED: list[str] = ["name"]
"""Fields that a body must have."""

DEFAULTS: Row = {
    "description": None,
}
"""Values of fields that a body leaves out."""

SERVER_SET: list[str] = ["id", "created_at", "updated_at"]
"""Fields that only the server sets."""

CHANGES: Row = {
    "name": "name 8",
    "description": "description 8",
}
"""A new value for each field that can change."""

FIXED: list[str] = ["id", "created_at", "updated_at"]
"""Fields that clients cannot change."""

FOLLOWS: list[str] = ["updated_at"]
"""Fields that the server sets with every change."""

VALUES: dict[str, Row] = {
    "name": {"low": "name 1", "high": "name 2"},
    "description": {"low": "description 1", "high": "description 2", "null": None},
}
"""Two values, the lower first, and null of each field to filter or sort by."""

BROKEN = [
    pytest.param("name", None, id="name-null"),
    pytest.param("name", 1, id="name-wrong-type"),
    pytest.param("name", "x" * 201, id="name-too-long"),
    pytest.param("description", 1, id="description-wrong-type"),
]
"""A field and an invalid value."""

UNKNOWN = "ffffffff-ffff-4fff-bfff-ffffffffffff"
"""An id that no note has."""

NO_IDS = [(UNKNOWN, 404), ("no-id", 422)]
"""Ids that are refused, with the expected status."""


def replacement(body: Row, /, **values: object) -> Row:
    """A body for PUT: without FIXED, and with these values."""
    return {name: body[name] for name in body if name not in FIXED} | values


def one(response: Response) -> Row:
    """The note in a response."""
    found: Row = response.json()
    return found


def page(response: Response) -> dict[str, Any]:
    """The rows in a response, and the details of the page."""
    found: dict[str, Any] = response.json()
    return found


def rows(response: Response) -> list[Row]:
    """The notes in a response."""
    found: list[Row] = page(response)["data"]
    return found
