"""Constraints and indexes of a table, with the names that the database has for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PREFIXES: Mapping[str, str] = {"unique": "uq", "check": "ck", "foreignkey": "fk"}
"""What names begin with, by the kind as Alembic calls it."""


@dataclass(frozen=True)
class Constraint:
    """A unique constraint, a check of an enum's values, or a foreign key."""

    kind: str
    table: str
    column: str
    values: tuple[str, ...] = ()
    target: str = ""
    key: str = ""
    on_delete: str = ""
    is_named: bool = True
    """Whether its name is known here, and not the project's or the database's choice."""

    @property
    def name(self) -> str:
        return f"{PREFIXES[self.kind]}_{self.table}_{self.column}"

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,)

    @property
    def condition(self) -> str:
        """What it checks, as SQL."""
        return f"{self.column} IN {in_list(self.values)}"


@dataclass(frozen=True)
class Index:
    """An index over some columns."""

    table: str
    columns: tuple[str, ...]
    is_named = True

    @property
    def name(self) -> str:
        return "_".join(("ix", self.table, *self.columns))


def in_list(values: tuple[str, ...]) -> str:
    """Texts as SQL lists them."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"({listed})"
