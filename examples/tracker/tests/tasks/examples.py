"""Example values for the tests of tasks."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

from tests.auth.callers import Caller

Row: TypeAlias = dict[str, Any]
"""One task as JSON."""

New: TypeAlias = Callable[..., Row]
Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[Any], Awaitable[Row | None]]
Change: TypeAlias = Callable[..., Awaitable[None]]
Ask: TypeAlias = Callable[..., Awaitable[Response]]
ActAs: TypeAlias = Callable[[object], None]
NewCaller: TypeAlias = Callable[..., Awaitable[Caller]]

BODY: Row = {
    "title": "title 1",
    "status": "open",
    "price": "1.00",
    "hours": 1,
    "follows": None,
}
"""The fields that are the same in every valid body."""

REQUIRED: list[str] = ["title", "labels"]
"""Fields that a body must have."""

DEFAULTS: Row = {
    "status": "open",
    "price": "0.00",
    "hours": 0,
    "follows": None,
    "finished_at": None,
}
"""Values of fields that a body leaves out."""

SERVER_SET: list[str] = [
    "id",
    "created_at",
    "updated_at",
    "project_id",
    "owner_id",
    "cost",
    "finished_at",
]
"""Fields that only the server sets."""

CHANGES: Row = {
    "title": "title 8",
    "status": "done",
    "price": "8.00",
    "hours": 8,
}
"""A new value for each field that can change."""

FIXED: list[str] = [
    "id",
    "created_at",
    "updated_at",
    "project_id",
    "owner_id",
    "finished_at",
]
"""Fields that clients cannot change."""

FOLLOWS: list[str] = ["updated_at", "cost"]
"""Fields that the server sets with every change."""

VALUES: dict[str, Row] = {
    "title": {"low": "title 1", "high": "title 2"},
    "status": {"low": "open", "high": "started"},
    "price": {"low": "1.00", "high": "2.00"},
    "hours": {"low": 1, "high": 2},
}
"""Two values, the lower first, and null of each field to filter or sort by."""

BROKEN = [
    pytest.param("title", None, id="title-null"),
    pytest.param("title", 1, id="title-wrong-type"),
    pytest.param("title", "x" * 201, id="title-too-long"),
    pytest.param("status", None, id="status-null"),
    pytest.param("status", "no such value", id="status-unknown-value"),
    pytest.param("price", None, id="price-null"),
    pytest.param("price", "not of this type", id="price-wrong-type"),
    pytest.param("price", "-1.00", id="price-too-small"),
    pytest.param("price", "0.001", id="price-too-precise"),
    pytest.param("hours", None, id="hours-null"),
    pytest.param("hours", "not of this type", id="hours-wrong-type"),
    pytest.param("hours", -1, id="hours-too-small"),
    pytest.param("labels", None, id="labels-null"),
    pytest.param("labels", "not of this type", id="labels-wrong-type"),
    pytest.param("follows", "not of this type", id="follows-wrong-type"),
]
"""A field and an invalid value."""

INPUTS: dict[str, Row] = {
    "finish": {"hours": 8},
}
"""The body of each action that has one."""

UNKNOWN = "ffffffff-ffff-4fff-bfff-ffffffffffff"
"""An id that no task has."""

NO_IDS = [(UNKNOWN, 404), ("no-id", 422)]
"""Ids that are refused, with the expected status."""

OF_ONE = [
    "GET {path}/{id}",
    "PATCH {path}/{id}",
    "PUT {path}/{id}",
    "DELETE {path}/{id}",
    "POST {path}/{id}/finish",
]
"""Requests to a single task."""

REQUESTS = [
    "GET {path}",
    "POST {path}",
    "GET {path}/{id}",
    "PATCH {path}/{id}",
    "PUT {path}/{id}",
    "DELETE {path}/{id}",
    "POST {path}/{id}/finish",
]
"""All requests."""


def path_below(parent_id: object) -> str:
    """The path of the tasks of a project."""
    return f"/projects/{parent_id}/tasks"


def replacement(body: Row, /, **values: object) -> Row:
    """A body for PUT: without FIXED, and with these values."""
    return {name: body[name] for name in body if name not in FIXED} | values


def one(response: Response) -> Row:
    """The task in a response."""
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
    """The tasks in a response."""
    found: list[Row] = page(response)["data"]
    return found
