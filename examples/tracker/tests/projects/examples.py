"""Example values for the tests of projects."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

from tests.auth.callers import Caller

Row: TypeAlias = dict[str, Any]
"""One project as JSON."""

New: TypeAlias = Callable[..., Row]
Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[Any], Awaitable[Row | None]]
Ask: TypeAlias = Callable[..., Awaitable[Response]]
ActAs: TypeAlias = Callable[[object], None]
NewCaller: TypeAlias = Callable[..., Awaitable[Caller]]

BODY: Row = {
    "name": "name 1",
    "contact": {"name": "name 1", "email": "person1@example.com"},
}
"""The fields that are the same in every valid body."""

REQUIRED: list[str] = ["name", "contact"]
"""Fields that a body must have."""

SERVER_SET: list[str] = ["id", "created_at", "updated_at", "owner_id"]
"""Fields that only the server sets."""

CHANGES: Row = {
    "name": "name 8",
    "contact": {"name": "name 8", "email": "person8@example.com"},
}
"""A new value for each field that can change."""

FIXED: list[str] = ["id", "created_at", "updated_at", "owner_id"]
"""Fields that clients cannot change."""

FOLLOWS: list[str] = ["updated_at"]
"""Fields that the server sets with every change."""

VALUES: dict[str, Row] = {
    "name": {"low": "name 1", "high": "name 2"},
}
"""Two values, the lower first, and null of each field to filter or sort by."""

BROKEN = [
    pytest.param("name", None, id="name-null"),
    pytest.param("name", 1, id="name-wrong-type"),
    pytest.param("name", "x" * 201, id="name-too-long"),
    pytest.param("contact", None, id="contact-null"),
    pytest.param("contact", "not of this type", id="contact-wrong-type"),
]
"""A field and an invalid value."""

UNKNOWN = "ffffffff-ffff-4fff-bfff-ffffffffffff"
"""An id that no project has."""

NO_IDS = [(UNKNOWN, 404), ("no-id", 422)]
"""Ids that are refused, with the expected status."""

OF_ONE = [
    "GET {path}/{id}",
    "PATCH {path}/{id}",
    "PUT {path}/{id}",
    "DELETE {path}/{id}",
]
"""Requests to a single project."""

REQUESTS = [
    "GET {path}",
    "POST {path}",
    "GET {path}/{id}",
    "PATCH {path}/{id}",
    "PUT {path}/{id}",
    "DELETE {path}/{id}",
]
"""All requests."""


def replacement(body: Row, /, **values: object) -> Row:
    """A body for PUT: without FIXED, and with these values."""
    return {name: body[name] for name in body if name not in FIXED} | values


def one(response: Response) -> Row:
    """The project in a response."""
    answer = response.json()
    found: Row = answer["data"]
    assert answer == {"data": found, "meta": {}}
    return found


def page(response: Response) -> dict[str, Any]:
    """The rows in a response, and the details of the page."""
    answer = response.json()
    assert answer.keys() == {"data", "meta"}
    return {"data": answer["data"], **answer["meta"]}


def rows(response: Response) -> list[Row]:
    """The projects in a response."""
    found: list[Row] = page(response)["data"]
    return found
