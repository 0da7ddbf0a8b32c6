"""What is proposed for a model that is there: its names, and its columns as fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from .fields import parse_fields
from .names import check_plural, check_resource, propose_plural
from .problem import Problem
from .tables import models_in

SECRET = re.compile(
    r"(?:^|_)(?:password|passwd|pwd|hash|hashed|token|secret|salt)(?:_|$)"
)
"""What columns are called that no client may read or set."""

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
ALIKE = 2
"""Letters that a table and its class have in common at their beginning."""


def model_of(reference: str, project: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the survey found of `module:Class`; nothing where it is not there."""
    models = models_in(project)
    return next((one for one in models if one.get("model") == reference), {})


def resource_of(model: Mapping[str, Any]) -> str:
    """A noun for one of its rows; nothing where none can be used."""
    name = str(model.get("model", "")).partition(":")[2]
    snake = _WORDS.sub("_", name).lower()
    for noun in (snake, f"{snake}_record"):
        with suppress(Problem):
            return check_resource(noun)
    return ""


def plural_of(model: Mapping[str, Any], resource: str) -> str:
    """A noun for several: the table's name, where that is one."""
    table = str(model.get("table") or "")
    if table == resource or table[:ALIKE] != resource[:ALIKE]:
        return propose_plural(resource)
    try:
        return check_plural(table, resource)
    except Problem:
        return propose_plural(resource)


def fields_of(model: Mapping[str, Any]) -> dict[str, Any]:
    """Its columns as fields, without what must not get out, or cannot be said."""
    columns = _chosen_key(model) | dict(model.get("fields") or {})
    return {
        name: text
        for name, text in columns.items()
        if not SECRET.search(name) and _can_be_said(text, name)
    }


def _chosen_key(model: Mapping[str, Any]) -> dict[str, str]:
    """The key as a field, where nobody makes one but who sends the row."""
    key = model.get("key") or {}
    name, written = key.get("name"), key.get("field")
    is_chosen = name in (model.get("required") or ()) and written
    return {str(name): f"{written}, immutable"} if is_chosen else {}


def _can_be_said(text: Any, name: str) -> bool:
    try:
        parse_fields({name: text})
    except Problem:
        return False
    return True


def unset_columns(
    model: Mapping[str, Any], fields: Mapping[str, bool]
) -> Iterator[str]:
    """The columns that an insert has to give, and that no field gives.

    `fields` says of each name whether a client sends it.
    """
    for column in model.get("required") or ():
        if not fields.get(column, False):
            yield str(column)
