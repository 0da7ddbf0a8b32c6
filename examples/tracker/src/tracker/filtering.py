"""Filters of a list: what `field=`, `field__in=`, `field__gte=` and the like mean in SQL.

Which fields and operators a list has stands in its query schema. Here a parameter's name
becomes a condition with a bind parameter of the same name, and its value what is bound.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ARRAY, ColumnElement, any_, bindparam, or_
from sqlalchemy.sql.expression import ColumnCollection

Columns = ColumnCollection[str, ColumnElement[Any]]
SEARCH = "q"


class Operator(NamedTuple):
    """How a column is compared, and what is bound for a value that a client sent."""

    condition: Callable[[ColumnElement[Any], str], ColumnElement[bool]]
    bound: Callable[[Any], Any] = lambda value: value


def _like(value: str) -> str:
    """A pattern for text that contains `value`, in which nothing is a wildcard."""
    for special in ("\\", "%", "_"):
        value = value.replace(special, "\\" + special)
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
    "contains": Operator(lambda column, name: column.ilike(bindparam(name)), _like),
    "is_null": Operator(lambda column, name: column.is_(None) == bindparam(name)),
}


def conditions(
    columns: Columns,
    names: Sequence[str],
    searched: Sequence[str],
) -> list[ColumnElement[bool]]:
    """The conditions of the parameters called `names`, with their values still open."""
    return [
        or_(*(columns[field].ilike(bindparam(SEARCH)) for field in searched))
        if name == SEARCH
        else _operator(name).condition(columns[name.partition("__")[0]], name)
        for name in names
    ]


def bound(filters: Mapping[str, Any]) -> dict[str, Any]:
    """What is bound for each parameter, by its name."""
    return {
        name: _like(value) if name == SEARCH else _operator(name).bound(value)
        for name, value in filters.items()
    }


def _operator(name: str) -> Operator:
    return OPERATORS[name.partition("__")[2]]
