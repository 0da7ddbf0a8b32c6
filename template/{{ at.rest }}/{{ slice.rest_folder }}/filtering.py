"""Filters of a list: what `field=`, `field__in=`, `field__gte=` and so on mean in SQL.

Which fields and operators a list has stands in its query schema.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_

Columns = Mapping[str, ColumnElement[Any]]
"""The columns of a model, by the names of its attributes."""

SEARCH = "q"


def _contains(column: ColumnElement[Any], value: str) -> ColumnElement[bool]:
    return column.icontains(value, autoescape=True)


def _is_null(column: ColumnElement[Any], value: bool) -> ColumnElement[bool]:
    return column.is_(None) if value else column.is_not(None)


OPERATORS: dict[str, Callable[[ColumnElement[Any], Any], ColumnElement[bool]]] = {
    "": operator.eq,
    "in": lambda column, values: column.in_(values),
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "contains": _contains,
    "is_null": _is_null,
}


def conditions(
    columns: Columns,
    filters: Mapping[str, Any],
    searched: Sequence[str],
) -> list[ColumnElement[bool]]:
    """The conditions of filters: parameters, and what a client sent with each."""
    return [
        or_(*(_contains(columns[field], value) for field in searched))
        if name == SEARCH
        else _condition(columns, name, value)
        for name, value in filters.items()
    ]


def _condition(columns: Columns, name: str, value: Any) -> ColumnElement[bool]:
    field, _, how = name.partition("__")
    return OPERATORS[how](columns[field], value)
