"""Filling: the statements that give rows a value before it is required."""

from __future__ import annotations

from collections.abc import Iterator

from ..slice.columns import Column
from .fills import fill_of
from .sql import sql_type
from .statements import Statement, execute, statement, stop_where, stop_where_rows


def filled(table: str, column: Column, *, is_new: bool) -> Iterator[Statement]:
    """Give every row without a value one, or stop before anything is changed."""
    fill = fill_of(column)
    if not fill.expression:
        yield from _given(table, column)
        return
    where = "" if is_new else f" WHERE {column.name} IS NULL"
    if column.field.unique and not fill.is_different:
        yield _each_needs_its_own(table, column.name, where)
    yield execute(f"UPDATE {table} SET {column.name} = {fill.expression}{where}")


def _each_needs_its_own(table: str, column: str, where: str) -> Statement:
    wrong = f"{table}.{column}: each row needs a value of its own"
    accepted = "let it be empty, fill it in, and require it then"
    several = f"(SELECT count(*) FROM {table}{where}) > 1"
    return stop_where(several, f"{wrong}; {accepted}")


def variable(table: str, column: str) -> str:
    """The variable of the environment that says what rows get."""
    return f"{table}_{column}".upper()


def _given(table: str, column: Column) -> Iterator[Statement]:
    """Rows refer to what the environment says."""
    name, known = column.name, variable(table, column.name)
    type_ = sql_type(column.stored.type).text
    yield statement(
        "fill_from_environment", table=table, name=name, variable=known, type=type_
    )
    target = column.target.table if column.target else ""
    wrong = f"{table}.{name}: there are rows that need a value"
    accepted = f"set {known} to the id of one of {target}, and migrate again"
    yield stop_where_rows(table, f"{name} IS NULL", f"{wrong}; {accepted}")
