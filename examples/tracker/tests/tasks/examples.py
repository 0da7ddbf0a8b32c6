"""Values that tasks can have, and values that they cannot."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from httpx2 import Response

Row: TypeAlias = dict[str, Any]
"""One task, as JSON has it."""

Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[str], Awaitable[Row]]
Exists: TypeAlias = Callable[[str], Awaitable[bool]]

PARENT_ID = "00000000-0000-4000-8000-000000000009"


def path_below(parent_id: object) -> str:
    """The path of the tasks of a project."""
    return f"/projects/{parent_id}/tasks"


PATH = path_below(PARENT_ID)

OVERSEER_ROLES = ("admin",)
"""Roles that together may do everything, also with rows of others."""

REQUIRED: list[str] = [
    "title",
    "labels",
]
"""Without these, a body is refused."""

DEFAULTS: Row = {
    "status": "open",
    "price": "0.00",
    "hours": 0,
    "follows": None,
    "finished_at": None,
}
"""What the others are when a body leaves them out."""

CHANGES: Row = {
    "title": "title 8",
    "status": "done",
    "price": "8.00",
    "hours": 8,
    "labels": ["00000000-0000-4000-8000-000000000102"],
    "follows": None,
}
"""Another value for all that can change."""

FOLLOWS: list[str] = [
    "updated_at",
    "cost",
]
"""What the server sets anew with every change."""

VALUES: dict[str, Row] = {
    "title": {"low": "title 1", "high": "title 2"},
    "status": {"low": "open", "high": "started"},
    "price": {"low": "1.00", "high": "2.00"},
    "hours": {"low": 1, "high": 2},
    "follows": {"null": None},
}
"""Two values of what lists are filtered or sorted by, in order, and none."""

SERVER_SET: list[str] = [
    "id",
    "created_at",
    "updated_at",
    "project_id",
    "owner_id",
    "cost",
    "finished_at",
]
"""What only the server sets."""

FIXED: list[str] = [
    "id",
    "created_at",
    "updated_at",
    "project_id",
    "owner_id",
    "finished_at",
]
"""What nobody changes once it is set."""

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
"""A field, and a value that it is refused for."""

REFERENCED: dict[str, list[str]] = {
    "labels": [
        "00000000-0000-4000-8000-000000000101",
        "00000000-0000-4000-8000-000000000102",
    ],
}
"""Ids of the rows that bodies refer to, by their table."""

CALLER_ID = UUID("00000000-0000-4000-8000-00000000000a")
"""Who sends the requests."""

OWNED: dict[str, str] = {
    "follows": "tasks",
}
"""References to what has owners, and their tables: those of others are not there."""

INPUTS: dict[str, Row] = {
    "finish": {"hours": 8},
}
"""What the actions that want any are called with."""


def new_body(**values: Any) -> Row:
    """A valid body."""
    body: Row = {
        "title": "title 1",
        "status": "open",
        "price": "1.00",
        "hours": 1,
        "labels": [
            "00000000-0000-4000-8000-000000000101",
            "00000000-0000-4000-8000-000000000102",
        ],
        "follows": None,
    }
    return body | values


def replacement(**values: Any) -> Row:
    """A valid body for one that exists."""
    body = new_body()
    return {name: body[name] for name in body if name not in FIXED} | values


def one(response: Response) -> Row:
    """The task that an answer holds, and nothing else."""
    answer = response.json()
    found: Row = answer["data"]
    assert answer == {"data": found, "meta": {}}
    return found


def rows(response: Response) -> list[Row]:
    """The tasks that an answer holds."""
    found: list[Row] = response.json()["data"]
    return found


def page(response: Response) -> dict[str, Any]:
    """The rows of a page, and what it tells of itself."""
    answer = response.json()
    assert answer.keys() == {"data", "meta"}
    return {"data": answer["data"], **answer["meta"]}


def owner_in(table: str) -> dict[str, UUID]:
    """What makes a row of a table the caller's own, where it has to be."""
    return {"owner_id": CALLER_ID} if table in OWNED.values() else {}


OF_ONE = [
    pytest.param("GET", "/{id}", None, id="read"),
    pytest.param("PATCH", "/{id}", CHANGES, id="update"),
    pytest.param("PUT", "/{id}", replacement(), id="replace"),
    pytest.param("DELETE", "/{id}", None, id="delete"),
    pytest.param("POST", "/{id}/finish", INPUTS["finish"], id="finish"),
]
"""Requests about one task: method, what follows PATH, and body."""


REQUESTS = [
    pytest.param("GET", "", None, id="list"),
    pytest.param("POST", "", new_body(), id="create"),
    *OF_ONE,
]
"""All requests: method, what follows PATH, and body."""
