"""Fills: what rows that are there get in a column that may no longer be empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..answers.field import Field
from ..answers.ranges import zero
from ..slice.columns import Column
from ..slice.samples import samples
from ..slice.values import MOMENTS, as_json, as_sql
from .sql import sql_type


@dataclass(frozen=True)
class Fill:
    """What they get: an expression, or nothing where somebody has to say it."""

    expression: str = ""
    is_different: bool = False
    """Whether each row gets a value of its own."""


EMPTY: Mapping[str, Any] = {"str": "", "text": "", "bool": False, "json": {}}
"""Values that say nothing, where a field takes them."""

NOW: Mapping[str, str] = {"date": "CURRENT_DATE", "datetime": "now()"}
NEW_ID = "gen_random_uuid()"


def fill_of(column: Column) -> Fill:
    """The default, or else a value that the field takes and that says least."""
    field = column.field
    if field.has_default:
        return Fill(default_of(column))
    if column.target:
        return Fill()
    if field.type == "uuid" and field.kind == "scalar":
        return Fill(NEW_ID, is_different=True)
    return Fill(KINDS.get(field.kind, _sampled)(column))


def default_of(column: Column) -> str:
    field = column.field
    if field.has_moment:
        return MOMENTS[field.default]
    return "'{}'" if field.kind == "list" else as_sql(field.default)


def _scalar(column: Column) -> str:
    field = column.field
    is_free = field.min is None and field.max is None
    if is_free and field.type in NOW:
        return NOW[field.type]
    number = zero(field)
    if number is not None:
        return as_sql(number)
    takes_empty = not field.min and field.pattern is None
    if takes_empty and field.type in EMPTY:
        return as_sql(EMPTY[field.type])
    return _sampled(column)


def _list(column: Column) -> str:
    field = column.field
    if not field.min:
        return "'{}'"
    items = ", ".join(map(as_sql, _sample(field)))
    type_ = sql_type(column.stored.type).text
    return f"CAST(ARRAY[{items}] AS {type_})"


def _sampled(column: Column) -> str:
    return as_sql(_sample(column.field))


def _sample(field: Field) -> Any:
    """A value as the database has it: what is nested is JSON."""
    value = samples(field, 1)[0]
    return as_json(value) if isinstance(value, dict) else value


KINDS: Mapping[str, Callable[[Column], str]] = {"scalar": _scalar, "list": _list}
