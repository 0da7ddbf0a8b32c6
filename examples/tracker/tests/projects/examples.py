"""Values that projects can have, and values that they cannot."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

Row: TypeAlias = dict[str, Any]
"""One project, as JSON has it."""

Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[str], Awaitable[Row]]
Exists: TypeAlias = Callable[[str], Awaitable[bool]]

PATH = "/projects"

OVERSEER_ROLES = ("admin",)
"""Roles that together may do everything, also with rows of others."""

REQUIRED: list[str] = [
    "name",
    "contact",
]
"""Without these, a body is refused."""

DEFAULTS: Row = {}
"""What the others are when a body leaves them out."""

CHANGES: Row = {
    "name": "name 8",
    "contact": {"name": "name 8", "email": "person8@example.com"},
}
"""Another value for all that can change."""

FOLLOWS: list[str] = [
    "updated_at",
]
"""What the server sets anew with every change."""

VALUES: dict[str, Row] = {
    "name": {"low": "name 1", "high": "name 2"},
}
"""Two values of what lists are filtered or sorted by, in order, and none."""

SERVER_SET: list[str] = [
    "id",
    "created_at",
    "updated_at",
    "owner_id",
]
"""What only the server sets."""

FIXED: list[str] = [
    "id",
    "created_at",
    "updated_at",
    "owner_id",
]
"""What nobody changes once it is set."""

BROKEN = [
    pytest.param("name", None, id="name-null"),
    pytest.param("name", 1, id="name-wrong-type"),
    pytest.param("name", "x" * 201, id="name-too-long"),
    pytest.param("contact", None, id="contact-null"),
    pytest.param("contact", "not of this type", id="contact-wrong-type"),
]
"""A field, and a value that it is refused for."""


def new_body(**values: Any) -> Row:
    """A valid body."""
    body: Row = {
        "name": "name 1",
        "contact": {"name": "name 1", "email": "person1@example.com"},
    }
    return body | values


def replacement(**values: Any) -> Row:
    """A valid body for one that exists."""
    body = new_body()
    return {name: body[name] for name in body if name not in FIXED} | values


def one(response: Response) -> Row:
    """The project that an answer holds, and nothing else."""
    answer = response.json()
    found: Row = answer["data"]
    assert answer == {"data": found, "meta": {}}
    return found


def rows(response: Response) -> list[Row]:
    """The projects that an answer holds."""
    found: list[Row] = response.json()["data"]
    return found


def page(response: Response) -> dict[str, Any]:
    """The rows of a page, and what it tells of itself."""
    answer = response.json()
    assert answer.keys() == {"data", "meta"}
    return {"data": answer["data"], **answer["meta"]}


OF_ONE = [
    pytest.param("GET", "/{id}", None, id="read"),
    pytest.param("PATCH", "/{id}", CHANGES, id="update"),
    pytest.param("PUT", "/{id}", replacement(), id="replace"),
    pytest.param("DELETE", "/{id}", None, id="delete"),
]
"""Requests about one project: method, what follows PATH, and body."""


REQUESTS = [
    pytest.param("GET", "", None, id="list"),
    pytest.param("POST", "", new_body(), id="create"),
    *OF_ONE,
]
"""All requests: method, what follows PATH, and body."""
