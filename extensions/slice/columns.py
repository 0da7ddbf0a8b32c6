"""A field as a column of the model, and what the database has: columns, constraints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..answers.field import Field
from .annotations import member_of
from .fit import Fit
from .literals import literal
from .mapping import SMALL, ColumnType, mapped_type, python_type, stored_type
from .targets import Target
from .values import MOMENTS, as_python, as_sql, sql_text

ON_DELETE = {"restrict": "RESTRICT", "cascade": "CASCADE", "set_null": "SET NULL"}
FUNCTIONS = {"now": "sa.func.now()", "today": "sa.func.current_date()"}
"""Defaults that the database computes, whichever it is."""

FACTORIES = {
    "now": "lambda: dt.datetime.now(dt.{utc})",
    "today": "lambda: dt.datetime.now(dt.{utc}).date()",
}
"""The same where the model computes them."""

PLAIN = frozenset("bool date decimal duration email int str time url uuid".split())
"""Types of which SQLModel makes the same columns as SQLAlchemy."""


@dataclass(frozen=True)
class Stored:
    """A column as the database has it."""

    name: str
    type: ColumnType
    nullable: bool = False
    server_default: str | None = None
    """An expression."""


PREFIXES: Mapping[str, str] = {"unique": "uq", "check": "ck", "foreignkey": "fk"}
"""What names begin with by their kind."""


@dataclass(frozen=True)
class Constraint:
    """A unique constraint, a check of an enum's values, or a foreign key."""

    table: str
    """Its table, with the schema of that; so is `target`."""
    column: str
    kind: str
    """As Alembic calls it."""
    values: tuple[str, ...] = ()
    target: str = ""
    key: str = ""
    on_delete: str = ""
    is_named: bool = True
    """Whether its name is known here, and not the project's or the database's choice."""

    @property
    def name(self) -> str:
        return f"{PREFIXES[self.kind]}_{_bare(self.table)}_{self.column}"

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,)

    @property
    def condition(self) -> str:
        return f"{self.column} IN {in_list(self.values)}"


@dataclass(frozen=True)
class Index:
    """An index over some columns."""

    table: str
    """Its table, with the schema of that."""
    columns: tuple[str, ...]
    is_named = True

    @property
    def name(self) -> str:
        return "_".join(("ix", _bare(self.table), *self.columns))


def _bare(table: str) -> str:
    return table.rpartition(".")[2]


def in_list(values: tuple[str, ...]) -> str:
    """Texts as SQL lists them."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"({listed})"


@dataclass(frozen=True)
class Column:
    """One field as a column."""

    field: Field
    named: str
    """The class of its values, where it has one of its own."""
    target: Target | None
    """What it refers to, if it does."""
    fit: Fit

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def annotation(self) -> str:
        """The type of its values, without `None`."""
        return python_type(self.field, self.named).model

    @property
    def stored(self) -> Stored:
        to = self.target
        kind = to.key.stored_type if to else stored_type(self.field, self.fit)
        return Stored(self.name, kind, self.field.nullable, self.server_default)

    @property
    def type(self) -> ColumnType:
        if self.target and self.target.key.is_small:
            return SMALL
        return mapped_type(self.field, self.named, self.fit)

    @property
    def says_not_null(self) -> bool:
        """Whether that must be said: JSON has a null of its own."""
        is_json = self.field.kind == "scalar" and self.field.type == "json"
        return is_json and not self.field.nullable

    @property
    def on_delete(self) -> str:
        """What becomes of the row when what it refers to is deleted."""
        return ON_DELETE[self.field.on_delete]

    # Defaults ----------------------------------------------------------------------

    @property
    def server_default(self) -> str | None:
        """What the database fills in, as an expression."""
        default = self.field.default
        if self.fit.is_sqlmodel or not self.field.has_default:
            return None
        if not self.fit.has_database_defaults:
            return FUNCTIONS[default] if self.field.has_moment else None
        if self.field.has_moment:
            return sql_text(MOMENTS[default])
        return (
            sql_text("'{}'") if self.field.kind == "list" else sql_text(as_sql(default))
        )

    @cached_property
    def default(self) -> str | None:
        """What the model fills in, as an expression."""
        may_be_left_out = self.fit.is_sqlmodel or self.fit.is_dataclass
        if self.fit.has_database_defaults:
            return None
        if self.field.has_moment and self.fit.is_sqlmodel:
            return FACTORIES[self.field.default].format(utc=self.fit.utc)
        if self.field.has_default and not self.field.has_moment:
            return self._constant
        is_empty = self.field.nullable or self.field.has_moment
        return "None" if may_be_left_out and is_empty else None

    @property
    def _constant(self) -> str:
        value = self.field.default
        if self.field.kind == "enum":
            return f"{self.named}.{member_of(value)}"
        if isinstance(value, list | dict):
            return f"lambda: {literal(value)}" if value else type(value).__name__
        return as_python(value)

    @property
    def has_factory(self) -> bool:
        """Whether the default is a function that makes one."""
        is_made = isinstance(self.field.default, list | dict)
        if self.fit.is_sqlmodel:
            return is_made or self.field.has_moment
        return self.fit.is_dataclass and is_made

    # SQLModel ----------------------------------------------------------------------

    @property
    def sizes(self) -> list[tuple[str, int]]:
        """What limits its values, by the names of Pydantic."""
        field = self.field
        digits = (("max_digits", field.precision), ("decimal_places", field.scale))
        is_said = not (self.target or self.says_type)
        sizes = (("max_length", field.length), *digits) if is_said else ()
        return [(name, size) for name, size in sizes if size is not None]

    @property
    def says_type(self) -> bool:
        """Whether that must be said: Pydantic 2.5 counts no digits of what may be null."""
        is_plain = self.field.kind in {"scalar", "ref"} and self.field.type in PLAIN
        is_uncounted = self.field.type == "decimal" and self.field.nullable
        return self.type == SMALL or is_uncounted or not is_plain

    @property
    def is_bare(self) -> bool:
        """Whether a default is all that there is to say."""
        said = (self.sizes, self.target, self.field.unique, self.says_type)
        return not any(said) and not self.has_factory
