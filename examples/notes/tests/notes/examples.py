"""Values that notes can have, and values that they cannot."""

from typing import Any

import pytest
from httpx2 import AsyncClient

PATH = "/notes"

REQUIRED: list[str] = [
    "name",
]
"""Without these, a body is refused."""

DEFAULTS: dict[str, Any] = {
    "description": None,
}
"""What the others are when a body leaves them out."""

CHANGES: dict[str, Any] = {
    "name": "name 8",
    "description": "description 8",
}
"""Another value for all that can change."""

VALUES: dict[str, dict[str, Any]] = {
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

BROKEN = [
    pytest.param("name", None, id="name-null"),
    pytest.param("name", 1, id="name-wrong-type"),
    pytest.param("name", "x" * 201, id="name-too-long"),
    pytest.param("description", 1, id="description-wrong-type"),
]
"""A field, and a value that it is refused for."""


def new_body(**values: Any) -> dict[str, Any]:
    """A valid body; what must be unique differs from call to call."""
    body: dict[str, Any] = {
        "name": "name 1",
        "description": "description 1",
    }
    return body | values


async def create(api: AsyncClient, /, **values: Any) -> dict[str, Any]:
    """Create one, and return the answer."""
    response = await api.post(PATH, json=new_body(**values))
    assert response.status_code == 201, response.text
    created: dict[str, Any] = response.json()
    return created
