"""What is proposed for a model that is there: its names, and its columns as fields."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from .fields import parse_fields
from .models import Model
from .names import check_plural, check_resource, propose_plural, snake_words
from .problem import Problem, told

SECRET = re.compile(
    r"(?:^|_)(?:password|passwd|pwd|hash|hashed|token|secret|salt)(?:_|$)"
)
"""What columns are called that no client may read or set."""

ALIKE = 2
"""Letters that a table and its class have in common at their beginning."""


def resource_of(model: Model) -> str:
    """A noun for one of its rows; nothing where none can be used."""
    snake = snake_words(model.name)
    for noun in (snake, f"{snake}_record"):
        with suppress(Problem):
            return check_resource(noun)
    return ""


def plural_of(model: Model, resource: str) -> str:
    """A noun for several: the table's name, where that is one."""
    table = model.table
    if table != resource and table[:ALIKE] == resource[:ALIKE]:
        with suppress(Problem):
            return check_plural(table, resource)
    return propose_plural(resource)


def fields_of(model: Model, power: str = "") -> dict[str, Any]:
    """Its columns as fields, without what must not get out, or cannot be said.

    A key that nobody makes but who sends the row is a field, too. `power` is the column
    that says what a user may do: clients see it, and cannot change it.
    """
    key = model.found.get("key") or {}
    is_chosen = key.get("name") in model.required and key.get("field")
    own = {str(key["name"]): f"{key['field']}, immutable"} if is_chosen else {}
    columns = own | dict(model.found.get("fields") or {})
    if power in columns and "read_only" not in columns[power]:
        columns[power] += ", read_only"
    return {
        name: text
        for name, text in columns.items()
        if not SECRET.search(name) and not told(parse_fields, {name: text})
    }
