"""Values that products can have, and values that they cannot."""

import itertools
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

Row: TypeAlias = dict[str, Any]
"""One product, as JSON has it."""

Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[str], Awaitable[Row]]
Exists: TypeAlias = Callable[[str], Awaitable[bool]]

PATH = "/products"

REQUIRED: list[str] = [
    "sku",
    "name",
    "category",
    "price",
]
"""Without these, a body is refused."""

DEFAULTS: Row = {
    "description": None,
    "stock": 0,
    "weight": None,
    "status": "draft",
    "featured": False,
    "released_on": None,
    "discontinued_at": None,
    "website": None,
    "supplier_email": None,
}
"""What the others are when a body leaves them out."""

CHANGES: Row = {
    "sku": "HAA",
    "name": "name 8",
    "description": "description 8",
    "category": "music",
    "price": "8.00",
    "stock": 8,
    "weight": 8.5,
    "status": "archived",
    "featured": True,
    "released_on": "2026-01-08",
    "discontinued_at": "2026-01-08T12:00:00Z",
    "website": "https://example.com/page8",
    "supplier_email": "person8@example.com",
}
"""Another value for all that can change."""

FOLLOWS: list[str] = [
    "updated_at",
]
"""What the server sets anew with every change."""

VALUES: dict[str, Row] = {
    "sku": {"low": "AAA", "high": "BAA"},
    "name": {"low": "name 1", "high": "name 2"},
    "description": {"low": "description 1", "high": "description 2", "null": None},
    "category": {"low": "book", "high": "game"},
    "price": {"low": "1.00", "high": "2.00"},
    "stock": {"low": 1, "high": 2},
    "weight": {"low": 1.5, "high": 2.5, "null": None},
    "status": {"low": "active", "high": "draft"},
    "featured": {"low": False, "high": True},
    "released_on": {"low": "2026-01-01", "high": "2026-01-02", "null": None},
    "discontinued_at": {
        "low": "2026-01-01T12:00:00Z",
        "high": "2026-01-02T12:00:00Z",
        "null": None,
    },
    "website": {
        "low": "https://example.com/page1",
        "high": "https://example.com/page2",
        "null": None,
    },
    "supplier_email": {
        "low": "person1@example.com",
        "high": "person2@example.com",
        "null": None,
    },
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
    pytest.param("sku", None, id="sku-null"),
    pytest.param("sku", 1, id="sku-wrong-type"),
    pytest.param("sku", "x" * 21, id="sku-too-long"),
    pytest.param("sku", "xx", id="sku-too-short"),
    pytest.param("sku", "!!!", id="sku-pattern"),
    pytest.param("name", None, id="name-null"),
    pytest.param("name", 1, id="name-wrong-type"),
    pytest.param("name", "x" * 201, id="name-too-long"),
    pytest.param("description", 1, id="description-wrong-type"),
    pytest.param("category", None, id="category-null"),
    pytest.param("category", "no such value", id="category-unknown-value"),
    pytest.param("price", None, id="price-null"),
    pytest.param("price", "not of this type", id="price-wrong-type"),
    pytest.param("price", "-1.00", id="price-too-small"),
    pytest.param("price", "0.001", id="price-too-precise"),
    pytest.param("stock", None, id="stock-null"),
    pytest.param("stock", "not of this type", id="stock-wrong-type"),
    pytest.param("stock", -1, id="stock-too-small"),
    pytest.param("stock", 1000001, id="stock-too-large"),
    pytest.param("weight", "not of this type", id="weight-wrong-type"),
    pytest.param("weight", -1.0, id="weight-too-small"),
    pytest.param("status", None, id="status-null"),
    pytest.param("status", "no such value", id="status-unknown-value"),
    pytest.param("featured", None, id="featured-null"),
    pytest.param("featured", "not of this type", id="featured-wrong-type"),
    pytest.param("released_on", "not of this type", id="released_on-wrong-type"),
    pytest.param(
        "discontinued_at", "not of this type", id="discontinued_at-wrong-type"
    ),
    pytest.param("website", "not of this type", id="website-wrong-type"),
    pytest.param("supplier_email", "not of this type", id="supplier_email-wrong-type"),
]
"""A field, and a value that it is refused for."""

UNIQUE: dict[str, list[Any]] = {
    "sku": ["AAA", "BAA", "CAA", "DAA", "EAA", "FAA", "GAA", "HAA"],
}
"""Different values for what no two may share."""

_numbers = itertools.cycle(range(8))


def new_body(**values: Any) -> Row:
    """A valid body; what must be unique differs from call to call."""
    number = next(_numbers)
    body: Row = {
        "sku": UNIQUE["sku"][number],
        "name": "name 1",
        "description": "description 1",
        "category": "book",
        "price": "1.00",
        "stock": 1,
        "weight": 1.5,
        "status": "draft",
        "featured": False,
        "released_on": "2026-01-01",
        "discontinued_at": "2026-01-01T12:00:00Z",
        "website": "https://example.com/page1",
        "supplier_email": "person1@example.com",
    }
    return body | values


def replacement(**values: Any) -> Row:
    """A valid body for one that exists."""
    body = new_body()
    return {name: body[name] for name in body if name not in FIXED} | values


def one(response: Response) -> Row:
    """The product that an answer holds."""
    found: Row = response.json()
    return found


def rows(response: Response) -> list[Row]:
    """The products that an answer holds."""
    found: list[Row] = response.json()["data"]
    return found


def page(response: Response) -> dict[str, Any]:
    """The rows of a page, and what it tells of itself."""
    found: dict[str, Any] = response.json()
    return found


OF_ONE = [
    pytest.param("GET", "/{id}", None, id="read"),
    pytest.param("PATCH", "/{id}", CHANGES, id="update"),
    pytest.param("PUT", "/{id}", replacement(), id="replace"),
    pytest.param("DELETE", "/{id}", None, id="delete"),
]
"""Requests about one product: method, what follows PATH, and body."""


REQUESTS = [
    pytest.param("GET", "", None, id="list"),
    pytest.param("POST", "", new_body(), id="create"),
    *OF_ONE,
]
"""All requests: method, what follows PATH, and body."""
