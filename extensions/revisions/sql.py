"""SQL: the types of columns as the database calls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..slice.mapping import ColumnType

FAMILIES: Mapping[str, tuple[str, str]] = {
    "sa.String": ("text", "VARCHAR({})"),
    "sa.Text": ("text", "TEXT"),
    "sa.SmallInteger": ("smallint", "SMALLINT"),
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


def sql_type(declared: ColumnType) -> SqlType:
    """What a type of SQLAlchemy is; one that is not known is of a kind of its own."""
    if declared.item:
        item = sql_type(declared.item)
        return SqlType(LIST, f"{item.text}[]", item=item)
    if declared.name not in FAMILIES:
        return SqlType(declared.name, declared.name)
    family, text = FAMILIES[declared.name]
    sizes = tuple(int(one) for one in declared.arguments if one.isdigit())
    return SqlType(family, text.format(", ".join(map(str, sizes))), sizes)
