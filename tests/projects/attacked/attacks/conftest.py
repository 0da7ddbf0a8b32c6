"""Callers and rows of the project that is attacked, whichever it is."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from app import models
from app.main import app
from fastapi.testclient import TestClient
from httpx import Response
from rows import add, empty_tables

PATH = "/projects/a%20b/tasks"
ANN, BOB, ROOT = "1", "2", "3"
TASK: dict[str, Any] = {"title": "one", "labels": []}

Call = Callable[..., Response]


def _users() -> list[Any]:
    if hasattr(models, "User"):
        roles = {1: "user", 2: "editor", 3: "admin"}
        return [
            models.User(id=one, email=f"{one}@example.com", role=role)
            for one, role in roles.items()
        ]
    return [
        models.Account(id=one, email=f"{one}@example.com", is_superuser=one == 3)
        for one in (1, 2, 3)
    ]


@pytest.fixture(autouse=True)
def _tables() -> None:
    empty_tables()
    add(*_users(), models.Project(code="a b", name="A"))
    add(models.Project(code="other", name="B"))


@pytest.fixture
def call() -> Iterator[Call]:
    """Sends a request as Ann, or as somebody else, and never lets 500 pass."""
    with TestClient(app, raise_server_exceptions=True) as client:

        def send(method: str, path: str, user: str = ANN, **options: Any) -> Response:
            headers = {"X-User": user, **options.pop("headers", {})}
            return client.request(method, path, headers=headers, **options)

        yield send


@pytest.fixture
def create(call: Call) -> Callable[..., dict[str, Any]]:
    """Makes a task and returns it."""

    def made(user: str = ANN, path: str = PATH, **values: Any) -> dict[str, Any]:
        response = call("POST", path, user, json={**TASK, **values})
        assert response.status_code == 201, response.text
        return data(response)

    return made


def data(response: Response) -> Any:
    """What was asked for, out of its envelope if it has one."""
    found = response.json()
    return found["data"] if "code" in found else found
