"""Filters of lists: what `field=`, `field__in=`, `field__gte=` mean in SQL.

Query schemas say which fields and operators a list has. Here each parameter
becomes a condition with a bind parameter of the same name.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ARRAY, ColumnElement, any_, bindparam, or_
from sqlalchemy.sql.expression import ColumnCollection

Columns = ColumnCollection[str, ColumnElement[Any]]

SEARCH = "q"


class Operator(NamedTuple):
    """How a column is compared, and what is bound for a value."""

    condition: Callable[[ColumnElement[Any], str], ColumnElement[bool]]
    bound: Callable[[Any], Any] = lambda value: value


def _contains(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    return column.ilike(bindparam(name), escape="/")


def _like(value: str) -> str:
    """Return the pattern of texts that contain `value`."""
    for special in ("/", "%", "_"):
        value = value.replace(special, "/" + special)
    return f"%{value}%"


def _one_of(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    # One array: the statement is the same for any number of values.
    return column == any_(bindparam(name, type_=ARRAY(column.type)))


OPERATORS: dict[str, Operator] = {
    "": Operator(lambda column, name: column == bindparam(name)),
    "in": Operator(_one_of),
    "gt": Operator(lambda column, name: column > bindparam(name)),
    "gte": Operator(lambda column, name: column >= bindparam(name)),
    "lt": Operator(lambda column, name: column < bindparam(name)),
    "lte": Operator(lambda column, name: column <= bindparam(name)),
    "contains": Operator(_contains, _like),
    "is_null": Operator(lambda column, name: column.is_(None) == bindparam(name)),
}


def conditions(
    columns: Columns,
    names: Sequence[str],
    searched: Sequence[str],
) -> list[ColumnElement[bool]]:
    """Return the conditions of parameters. Their values are bound later."""
    return [
        or_(*(_contains(columns[field], SEARCH) for field in searched))
        if name == SEARCH
        else _operator(name).condition(columns[name.partition("__")[0]], name)
        for name in names
    ]


def bound(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is bound for each parameter."""
    return {
        name: _like(value) if name == SEARCH else _operator(name).bound(value)
        for name, value in filters.items()
    }


def _operator(name: str) -> Operator:
    return OPERATORS[name.partition("__")[2]]
