"""Example values for the tests of products."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from httpx2 import Response

from tests.auth.callers import Caller

Row: TypeAlias = dict[str, Any]
"""One product as JSON."""

New: TypeAlias = Callable[..., Row]
Create: TypeAlias = Callable[..., Awaitable[Row]]
Shown: TypeAlias = Callable[[Any], Awaitable[Row | None]]
Ask: TypeAlias = Callable[..., Awaitable[Response]]
ActAs: TypeAlias = Callable[[object], None]
NewCaller: TypeAlias = Callable[..., Awaitable[Caller]]

BODY: Row = {
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
"""The fields that are the same in every valid body."""

UNIQUE: dict[str, list[Any]] = {
    "sku": ["AAA", "BAA", "CAA", "DAA", "EAA", "FAA", "GAA", "HAA"],
}
"""Distinct values of unique fields."""

REQUIRED: list[str] = ["sku", "name", "category", "price"]
"""Fields that a body must have."""

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
"""Values of fields that a body leaves out."""

SERVER_SET: list[str] = ["id", "created_at", "updated_at"]
"""Fields that only the server sets."""

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
"""A new value for each field that can change."""

FIXED: list[str] = ["id", "created_at", "updated_at"]
"""Fields that clients cannot change."""

FOLLOWS: list[str] = ["updated_at"]
"""Fields that the server sets with every change."""

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
"""Two values, the lower first, and null of each field to filter or sort by."""

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
"""A field and an invalid value."""

UNKNOWN = "ffffffff-ffff-4fff-bfff-ffffffffffff"
"""An id that no product has."""

NO_IDS = [(UNKNOWN, 404), ("no-id", 422)]
"""Ids that are refused, with the expected status."""

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
    """The product in a response."""
    found: Row = response.json()
    return found


def page(response: Response) -> dict[str, Any]:
    """The rows in a response, and the details of the page."""
    found: dict[str, Any] = response.json()
    return found


def rows(response: Response) -> list[Row]:
    """The products in a response."""
    found: list[Row] = page(response)["data"]
    return found
