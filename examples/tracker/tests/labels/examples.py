"""Values that labels can have, and values that they cannot."""

import itertools
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

Row: TypeAlias = dict[str, Any]
"""One label, as JSON has it."""

Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[str], Awaitable[Row]]
Exists: TypeAlias = Callable[[str], Awaitable[bool]]

PATH = "/labels"

ROLES = ("editor",)
"""Roles that together may do everything, but reach rows of others."""

REQUIRED: list[str] = [
    "name",
]
"""Without these, a body is refused."""

DEFAULTS: Row = {}
"""What the others are when a body leaves them out."""

VALUES: dict[str, Row] = {
    "name": {"low": "name 1", "high": "name 2"},
}
"""Two values of what lists are filtered or sorted by, in order, and none."""

SERVER_SET: list[str] = [
    "id",
    "created_at",
    "updated_at",
]
"""What only the server sets."""

BROKEN = [
    pytest.param("name", None, id="name-null"),
    pytest.param("name", 1, id="name-wrong-type"),
    pytest.param("name", "x" * 31, id="name-too-long"),
]
"""A field, and a value that it is refused for."""

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
"""Different values for what no two may share."""

_numbers = itertools.cycle(range(8))


def new_body(**values: Any) -> Row:
    """A valid body; what must be unique differs from call to call."""
    number = next(_numbers)
    body: Row = {
        "name": UNIQUE["name"][number],
    }
    return body | values


def one(response: Response) -> Row:
    """The label that an answer holds, and nothing else."""
    answer = response.json()
    found: Row = answer["data"]
    assert answer == {"data": found, "meta": {}}
    return found


def rows(response: Response) -> list[Row]:
    """The labels that an answer holds."""
    found: list[Row] = response.json()["data"]
    return found


OF_ONE = [
    pytest.param("GET", "/{id}", None, id="read"),
    pytest.param("DELETE", "/{id}", None, id="delete"),
]
"""Requests about one label: method, what follows PATH, and body."""


REQUESTS = [
    pytest.param("GET", "", None, id="list"),
    pytest.param("POST", "", new_body(), id="create"),
    *OF_ONE,
]
"""All requests: method, what follows PATH, and body."""
