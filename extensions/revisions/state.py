"""The state of a table: what the database has for it, each with its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..spec.associations import Association
from ..spec.code import call, literal, quoted
from ..spec.columns import Column
from ..spec.table import Table
from .sql import statement


@dataclass(frozen=True)
class Constraint:
    """A unique constraint, a check of an enum's values, or a foreign key."""

    kind: str
    table: str
    column: str
    values: tuple[str, ...] = ()
    target: str = ""
    on_delete: str = ""

    @property
    def name(self) -> str:
        """Its name in the database."""
        return f"{self.kind}_{self.table}_{self.column}"

    @property
    def created(self) -> str:
        """The statement that makes it."""
        return CREATED[self.kind](self)

    @property
    def dropped(self) -> str:
        """The statement that takes it away."""
        name = call("op.f", quoted(self.name)) if self.kind == "ck" else None
        return statement(
            "op.drop_constraint",
            name or quoted(self.name),
            quoted(self.table),
            type_=quoted(TYPES[self.kind]),
        )

    def renamed(self, name: str) -> str:
        """The statement that gives it the name of another one."""
        change = f"RENAME CONSTRAINT {self.name} TO {name}"
        return f"ALTER TABLE {self.table} {change}"


TYPES: Mapping[str, str] = {"uq": "unique", "ck": "check", "fk": "foreignkey"}


def _unique(one: Constraint) -> str:
    names = quoted(one.name), quoted(one.table)
    return statement("op.create_unique_constraint", *names, literal([one.column]))


def _check(one: Constraint) -> str:
    # `op.f` keeps the naming convention from being applied to the name once more.
    return statement(
        "op.create_check_constraint",
        call("op.f", quoted(one.name)),
        quoted(one.table),
        quoted(f"{one.column} IN {in_list(one.values)}"),
    )


def _key(one: Constraint) -> str:
    return statement(
        "op.create_foreign_key",
        quoted(one.name),
        quoted(one.table),
        quoted(one.target),
        literal([one.column]),
        literal(["id"]),
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
        found = Constraint("uq", table.name, column.name)
        if column.field.unique:
            yield found
        if column.field.kind == "enum":
            yield replace(found, kind="ck", values=column.field.values)
        if column.target:
            yield replace(
                found,
                kind="fk",
                target=column.target.table,
                on_delete=column.on_delete,
            )
