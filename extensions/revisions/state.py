"""The state of a table: what the database has for it, each with its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..slice.associations import Association
from ..slice.code import Call, call, literal, quoted
from ..slice.columns import Column
from ..slice.table import Table
from .sql import statement


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
        """Its name in the database."""
        return f"{self.kind}_{self.table}_{self.column}"

    @property
    def given(self) -> str | Call:
        """The name that it gets."""
        if self.kind == "ck":
            # `op.f` keeps the naming convention from being applied once more.
            named = call("op.f", quoted(self.name))
            return named if self.is_named else quoted(self.column)
        return quoted(self.name) if self.is_named else "None"

    @property
    def found(self) -> str | Call:
        """The name that it has."""
        if self.is_named or self.kind == "ck":
            return self.given
        listed = call(
            f"sa.inspect(op.get_bind()).{LISTS[self.kind]}", quoted(self.table)
        )
        return call(NAMED, listed, quoted(self.column))

    @property
    def created(self) -> str:
        """The statement that makes it."""
        return CREATED[self.kind](self)

    @property
    def dropped(self) -> str:
        """The statement that takes it away."""
        return statement(
            "op.drop_constraint",
            self.found,
            quoted(self.table),
            type_=quoted(TYPES[self.kind]),
        )

    def renamed(self, name: str) -> str:
        """The statement that gives it the name of another one."""
        change = f"RENAME CONSTRAINT {self.name} TO {name}"
        return f"ALTER TABLE {self.table} {change}"


NAMED = "named"
"""The function of a revision that looks up what a constraint is called."""

LISTS: Mapping[str, str] = {"uq": "get_unique_constraints", "fk": "get_foreign_keys"}
TYPES: Mapping[str, str] = {"uq": "unique", "ck": "check", "fk": "foreignkey"}


def _unique(one: Constraint) -> str:
    names = one.given, quoted(one.table)
    return statement("op.create_unique_constraint", *names, literal([one.column]))


def _check(one: Constraint) -> str:
    return statement(
        "op.create_check_constraint",
        one.given,
        quoted(one.table),
        quoted(f"{one.column} IN {in_list(one.values)}"),
    )


def _key(one: Constraint) -> str:
    return statement(
        "op.create_foreign_key",
        one.given,
        quoted(one.table),
        quoted(one.target),
        literal([one.column]),
        literal([one.key]),
        ondelete=quoted(one.on_delete),
    )


CREATED = {"uq": _unique, "ck": _check, "fk": _key}


def in_list(values: tuple[str, ...]) -> str:
    """Texts as SQL lists them."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"({listed})"


@dataclass(frozen=True)
class Index:
    """An index over some columns."""

    table: str
    columns: tuple[str, ...]
    is_named = True

    @property
    def name(self) -> str:
        """Its name in the database."""
        return "_".join(("ix", self.table, *self.columns))

    @property
    def created(self) -> str:
        """The statement that makes it."""
        names = quoted(self.name), quoted(self.table)
        return statement("op.create_index", *names, literal(list(self.columns)))

    @property
    def dropped(self) -> str:
        """The statement that takes it away."""
        table = quoted(self.table)
        return statement("op.drop_index", quoted(self.name), table_name=table)

    def renamed(self, name: str) -> str:
        """The statement that gives it the name of another one."""
        return f"ALTER INDEX {self.name} RENAME TO {name}"


@dataclass(frozen=True)
class State:
    """What the database has for a table of the answers."""

    table: Table

    @property
    def columns(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.table.columns}

    @property
    def associations(self) -> dict[str, Association]:
        """The tables of many-to-many fields, by field."""
        return {one.field.name: one for one in self.table.associations}

    @property
    def constraints(self) -> list[Constraint]:
        """All but the primary key, which never changes."""
        return list(_constraints(self.table))

    @property
    def indexes(self) -> list[Index]:
        """The indexes."""
        return [Index(self.table.name, names) for names in self.table.indexes]


def _constraints(table: Table) -> Iterator[Constraint]:
    for column in table.columns:
        found = Constraint("uq", table.name, column.name, is_named=table.has_convention)
        if column.field.unique:
            yield found
        if column.field.kind == "enum":
            yield replace(found, kind="ck", values=column.field.values)
        if column.target:
            yield replace(
                found,
                kind="fk",
                target=column.target.table,
                key=column.target.key.name,
                on_delete=column.on_delete,
            )
