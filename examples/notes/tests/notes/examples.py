"""Values that notes can have, and values that they cannot."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

Row: TypeAlias = dict[str, Any]
"""One note, as JSON has it."""

Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[str], Awaitable[Row]]
Exists: TypeAlias = Callable[[str], Awaitable[bool]]

PATH = "/notes"

REQUIRED: list[str] = [
    "name",
]
"""Without these, a body is refused."""

DEFAULTS: Row = {
    "description": None,
}
"""What the others are when a body leaves them out."""

CHANGES: Row = {
    "name": "name 8",
    "description": "description 8",
}
"""Another value for all that can change."""

FOLLOWS: list[str] = [
    "updated_at",
]
"""What the server sets anew with every change."""

VALUES: dict[str, Row] = {
    "name": {"low": "name 1", "high": "name 2"},
    "description": {"low": "description 1", "high": "description 2", "null": None},
}
"""Two values of what lists are filtered or sorted by, in order, and none."""

SERVER_SET: list[str] = [
    "id",
    "created_at",
    "updated_at",
]
"""What only the server sets."""

FIXED: list[str] = [
    "id",
    "created_at",
    "updated_at",
]
"""What nobody changes once it is set."""

BROKEN = [
    pytest.param("name", None, id="name-null"),
    pytest.param("name", 1, id="name-wrong-type"),
    pytest.param("name", "x" * 201, id="name-too-long"),
    pytest.param("description", 1, id="description-wrong-type"),
]
"""A field, and a value that it is refused for."""


def new_body(**values: Any) -> Row:
    """A valid body."""
    body: Row = {
        "name": "name 1",
        "description": "description 1",
    }
    return body | values


def replacement(**values: Any) -> Row:
    """A valid body for one that exists."""
    body = new_body()
    return {name: body[name] for name in body if name not in FIXED} | values


def one(response: Response) -> Row:
    """The note that an answer holds."""
    found: Row = response.json()
    return found


def rows(response: Response) -> list[Row]:
    """The notes that an answer holds."""
    found: list[Row] = response.json()["data"]
    return found


def page(response: Response) -> dict[str, Any]:
    """The rows of a page, and what it tells of itself."""
    found: dict[str, Any] = response.json()
    return found
