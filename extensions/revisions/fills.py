"""Fills: what rows that are there get in a column that may no longer be empty.

It is a default, or else a value that the field takes and that says least.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..answers.field import Field
from ..answers.ranges import zero
from ..slice.columns import Column
from ..slice.samples import samples
from ..slice.values import MOMENTS, as_json, as_sql
from .sql import sql_type
from .statements import Statement, execute, statement, stop_where, stop_where_rows

EMPTY: Mapping[str, Any] = {"str": "", "text": "", "bool": False, "json": {}}
"""Values that say nothing, where a field takes them."""

NOW: Mapping[str, str] = {"date": "CURRENT_DATE", "datetime": "now()"}
NEW_ID = "gen_random_uuid()"


def filled(table: str, column: Column, *, is_new: bool) -> Iterator[Statement]:
    """Give every row without a value one, or stop before anything is changed."""
    if column.target and not column.field.has_default:
        yield from _given(table, column, column.target.qualified)
        return
    name, value = column.name, _value(column)
    where = "" if is_new else f" WHERE {name} IS NULL"
    if column.field.unique and value != NEW_ID:
        wrong = f"{table}.{name}: each row needs a value of its own"
        several = f"(SELECT count(*) FROM {table}{where}) > 1"
        yield stop_where(
            several, f"{wrong}; let it be empty, fill it in, and require it then"
        )
    yield execute(f"UPDATE {table} SET {name} = {value}{where}")


def _given(table: str, column: Column, target: str) -> Iterator[Statement]:
    """Rows refer to what a variable of the environment says."""
    name = column.name
    variable = f"{table}_{name}".replace(".", "_").upper()
    yield statement(
        "fill_from_environment",
        table=table,
        name=name,
        variable=variable,
        type=sql_type(column.stored.type).text,
    )
    wrong = f"{table}.{name}: there are rows that need a value"
    accepted = f"set {variable} to the id of one of {target}, and migrate again"
    yield stop_where_rows(table, f"{name} IS NULL", f"{wrong}; {accepted}")


def _value(column: Column) -> str:
    """What each row gets, as SQL."""
    field = column.field
    if field.has_moment:
        return MOMENTS[field.default]
    if field.has_default:
        return "'{}'" if field.kind == "list" else as_sql(field.default)
    if field.kind == "list":
        return _list(column)
    return _scalar(field) if field.kind == "scalar" else as_sql(_sample(field))


def _scalar(field: Field) -> str:
    if field.type == "uuid":
        return NEW_ID
    if field.min is None and field.max is None and field.type in NOW:
        return NOW[field.type]
    number = zero(field)
    if number is not None:
        return as_sql(number)
    takes_empty = not field.min and field.pattern is None
    if takes_empty and field.type in EMPTY:
        return as_sql(EMPTY[field.type])
    return as_sql(_sample(field))


def _list(column: Column) -> str:
    field = column.field
    if not field.min:
        return "'{}'"
    items = ", ".join(map(as_sql, _sample(field)))
    type_ = sql_type(column.stored.type).text
    return f"CAST(ARRAY[{items}] AS {type_})"


def _sample(field: Field) -> Any:
    """A value as the database has it: what is nested is JSON."""
    value = samples(field, 1)[0]
    return as_json(value) if isinstance(value, dict) else value
