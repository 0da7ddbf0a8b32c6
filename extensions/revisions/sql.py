"""SQL: the types of columns as the database calls them, and statements of a revision."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..slice.code import INDENT, Call, call, quoted

FAMILIES: Mapping[str, tuple[str, str]] = {
    "sa.String": ("text", "VARCHAR({})"),
    "sa.Text": ("text", "TEXT"),
    "sa.Integer": ("int", "INTEGER"),
    "sa.BigInteger": ("bigint", "BIGINT"),
    "sa.Double": ("float", "DOUBLE PRECISION"),
    "sa.Numeric": ("decimal", "NUMERIC({})"),
    "sa.Boolean": ("bool", "BOOLEAN"),
    "sa.Date": ("date", "DATE"),
    "sa.DateTime": ("datetime", "TIMESTAMP WITH TIME ZONE"),
    "sa.Time": ("time", "TIME"),
    "sa.Interval": ("duration", "INTERVAL"),
    "sa.Uuid": ("uuid", "UUID"),
    "postgresql.JSONB": ("json", "JSONB"),
}
"""What each type of SQLAlchemy is a kind of, and what PostgreSQL calls it."""

ARRAY = "sa.ARRAY"
LIST = "list"


@dataclass(frozen=True)
class SqlType:
    """The type of a column."""

    family: str
    text: str
    sizes: tuple[int, ...] = ()
    item: SqlType | None = None

    @property
    def length(self) -> int | None:
        """The longest text that it holds, where there is a limit."""
        return self.sizes[0] if self.family == "text" and self.sizes else None


def sql_type(declared: str | Call) -> SqlType:
    """The type that a revision declares; one that is not known is of a kind of its own."""
    made = declared if isinstance(declared, Call) else call(declared)
    if made.function == ARRAY:
        item = sql_type(made.arguments[0])
        return SqlType(LIST, f"{item.text}[]", item=item)
    if made.function not in FAMILIES:
        return SqlType(str(made), str(made))
    family, text = FAMILIES[made.function]
    sizes = tuple(int(str(one)) for one in made.arguments if str(one).isdigit())
    return SqlType(family, text.format(", ".join(map(str, sizes))), sizes)


# Statements ----------------------------------------------------------------------


def execute(statement: str) -> str:
    """The line that runs a statement, or the lines where it is long."""
    return "\n".join(call("op.execute", quoted(_escaped(statement))).lines(INDENT))


def _escaped(statement: str) -> str:
    """Without what would be read as a bind parameter."""
    return re.sub(r":(?=\w)", r"\\:", statement)


STOP = """\
    op.execute(
        \"""
        DO $$
        BEGIN
            IF {condition} THEN
                RAISE EXCEPTION
                    '{message}';
            END IF;
        END $$
        \"""
    )"""
EXISTS = """EXISTS (
                SELECT FROM {table}
                WHERE {condition}
            )"""


def stop_where(condition: str, message: str) -> str:
    """Stop before anything is changed, where the condition holds."""
    said = message.replace("'", "''").replace("%", "%%")
    return _in_block(STOP.format(condition=condition, message=said))


def _in_block(text: str) -> str:
    escaped = _escaped(text)
    return escaped.replace(chr(92), chr(92) * 2)


def stop_where_rows(table: str, condition: str, message: str) -> str:
    """The same where there is such a row."""
    return stop_where(EXISTS.format(table=table, condition=condition), message)


def statement(function: str, *arguments: str | Call, **named: str | Call | None) -> str:
    """A call of Alembic's as a statement of a revision."""
    return "\n".join(call(function, *arguments, **named).lines(INDENT))
