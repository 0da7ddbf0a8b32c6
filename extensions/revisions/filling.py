"""Filling: the statements that give rows a value before it is required."""

from __future__ import annotations

from ..slice.code import INDENT, call, quoted
from ..slice.columns import Column
from .fills import fill_of
from .sql import execute, sql_type, stop_where, stop_where_rows


def filled(table: str, column: Column, *, is_new: bool) -> list[str]:
    """Give every row without a value one, or stop before anything is changed."""
    fill = fill_of(column)
    if not fill.expression:
        return _given(table, column)
    stops = column.field.unique and not fill.is_different
    where = "" if is_new else f" WHERE {column.name} IS NULL"
    return [
        *([_each_needs_its_own(table, column.name, where)] if stops else []),
        execute(f"UPDATE {table} SET {column.name} = {fill.expression}{where}"),
    ]


def _each_needs_its_own(table: str, column: str, where: str) -> str:
    wrong = f"{table}.{column}: each row needs a value of its own"
    accepted = "let it be empty, fill it in, and require it then"
    several = f"(SELECT count(*) FROM {table}{where}) > 1"
    return stop_where(several, f"{wrong}; {accepted}")


def variable(table: str, column: str) -> str:
    """The variable of the environment that says what rows get."""
    return f"{table}_{column}".upper()


def _given(table: str, column: Column) -> list[str]:
    """Rows refer to what the environment says."""
    name, known = column.name, variable(table, column.name)
    target = column.target.table if column.target else ""
    type_ = sql_type(column.migrated_type).text
    empty = f"{name} IS NULL"
    update = f"UPDATE {table} SET {name} = CAST(:value AS {type_}) WHERE {empty}"
    made = call("sa.text", quoted(update)).lines(INDENT * 2, before="update = ")
    wrong = f"{table}.{name}: there are rows that need a value"
    accepted = f"set {known} to the id of one of {target}, and migrate again"
    return [
        "\n".join(
            [
                f"{INDENT}if value := os.environ.get({quoted(known)}):",
                *made,
                f"{INDENT * 2}op.execute(update.bindparams(value=value))",
            ]
        ),
        stop_where_rows(table, empty, f"{wrong}; {accepted}"),
    ]
