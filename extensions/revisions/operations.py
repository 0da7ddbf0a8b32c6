"""Operations: what a revision does, each with what takes it back.

The downgrade is every operation's `inverse`, last one first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from ..spec.associations import Association
from ..spec.code import Call, quoted
from ..spec.columns import Column
from .casts import Carried
from .filling import filled
from .reshaping import Tighter, steps
from .sql import execute, statement, stop_where_rows
from .state import Constraint, Index, in_list


class Operation(Protocol):
    """One step of a revision."""

    @property
    def said(self) -> str:
        """What it does, in the words of a message; nothing where another one says it."""

    @property
    def loss(self) -> str:
        """What is lost by it."""

    @property
    def statements(self) -> list[str]:
        """The lines of the revision."""

    @property
    def inverse(self) -> Operation:
        """What takes it back."""


@dataclass(frozen=True)
class Quiet:
    """What has nothing to say of its own."""

    @property
    def said(self) -> str:
        return ""

    @property
    def loss(self) -> str:
        return ""


# Constraints and indexes -----------------------------------------------------------


@dataclass(frozen=True)
class Create(Quiet):
    """A constraint or an index that comes."""

    one: Constraint | Index

    @property
    def statements(self) -> list[str]:
        return [self.one.created]

    @property
    def inverse(self) -> Operation:
        return Drop(self.one)


@dataclass(frozen=True)
class Drop(Quiet):
    """A constraint or an index that goes."""

    one: Constraint | Index

    @property
    def statements(self) -> list[str]:
        return [self.one.dropped]

    @property
    def inverse(self) -> Operation:
        return Create(self.one)


@dataclass(frozen=True)
class Rename(Quiet):
    """A constraint or an index that is called after its column."""

    old: Constraint | Index
    new: Constraint | Index

    @property
    def statements(self) -> list[str]:
        return [execute(self.old.renamed(self.new.name))]

    @property
    def inverse(self) -> Operation:
        return Rename(self.new, self.old)


# Columns -----------------------------------------------------------------------------


@dataclass(frozen=True)
class AddColumn:
    """A column that comes; rows that are there get a value where they need one."""

    table: str
    column: Column

    @property
    def said(self) -> str:
        return f"add {self.column.name}"

    @property
    def loss(self) -> str:
        return ""

    @property
    def statements(self) -> list[str]:
        field = self.column.field
        if field.nullable or self.column.server_default:
            return [self._added(self.column)]
        optional = replace(self.column, field=replace(field, nullable=True))
        return [
            self._added(optional),
            *filled(self.table, self.column, is_new=True),
            *Require(self.table, self.column).required,
        ]

    def _added(self, column: Column) -> str:
        return statement("op.add_column", quoted(self.table), column.migrated)

    @property
    def inverse(self) -> Operation:
        return DropColumn(self.table, self.column)


@dataclass(frozen=True)
class DropColumn:
    """A column that goes, with its values."""

    table: str
    column: Column

    @property
    def said(self) -> str:
        return f"drop {self.column.name}"

    @property
    def loss(self) -> str:
        return f"the values of {self.table}.{self.column.name}"

    @property
    def statements(self) -> list[str]:
        names = quoted(self.table), quoted(self.column.name)
        return [statement("op.drop_column", *names)]

    @property
    def inverse(self) -> Operation:
        return AddColumn(self.table, self.column)


@dataclass(frozen=True)
class RenameColumn:
    """A column that keeps its values under another name."""

    table: str
    old: str
    new: str

    @property
    def said(self) -> str:
        return f"rename {self.old} to {self.new}"

    @property
    def loss(self) -> str:
        return ""

    @property
    def statements(self) -> list[str]:
        name = quoted(self.new)
        return [_altered(self.table, self.old, new_column_name=name)]

    @property
    def inverse(self) -> Operation:
        return RenameColumn(self.table, self.new, self.old)


@dataclass(frozen=True)
class ChangeType:
    """A column whose values are carried to another type, all or none."""

    table: str
    old: Column
    new: Column
    there: Carried
    back: Carried

    @property
    def said(self) -> str:
        return f"change {self.new.name}"

    @property
    def loss(self) -> str:
        return ""

    @property
    def statements(self) -> list[str]:
        name = self.new.name
        using = self.there.using(name)
        wrong = (
            f"{self.table}.{name}: some values would change as {self.there.new.text}"
        )
        return [
            *(
                stop_where_rows(self.table, condition, f"{wrong}; change them first")
                for condition in self.there.conditions(name)
            ),
            _altered(
                self.table,
                name,
                type_=self.new.migrated_type,
                postgresql_using=quoted(using) if using else None,
            ),
        ]

    @property
    def inverse(self) -> Operation:
        return ChangeType(self.table, self.new, self.old, self.back, self.there)


@dataclass(frozen=True)
class ChangeDefault:
    """Another default, or none."""

    table: str
    column: str
    old: Call | None
    new: Call | None

    @property
    def said(self) -> str:
        return f"change {self.column}"

    @property
    def loss(self) -> str:
        return ""

    @property
    def statements(self) -> list[str]:
        default = self.new or "None"
        return [_altered(self.table, self.column, server_default=default)]

    @property
    def inverse(self) -> Operation:
        return ChangeDefault(self.table, self.column, self.new, self.old)


@dataclass(frozen=True)
class Require:
    """A column that may no longer be empty; rows where it is get a value."""

    table: str
    column: Column

    @property
    def said(self) -> str:
        return f"require {self.column.name}"

    @property
    def loss(self) -> str:
        return ""

    @property
    def statements(self) -> list[str]:
        return [*filled(self.table, self.column, is_new=False), *self.required]

    @property
    def required(self) -> list[str]:
        """The statement alone."""
        return [_altered(self.table, self.column.name, nullable="False")]

    @property
    def inverse(self) -> Operation:
        return Release(self.table, self.column)


@dataclass(frozen=True)
class Release:
    """A column that may be empty from now on."""

    table: str
    column: Column

    @property
    def said(self) -> str:
        return f"release {self.column.name}"

    @property
    def loss(self) -> str:
        return ""

    @property
    def statements(self) -> list[str]:
        return [_altered(self.table, self.column.name, nullable="True")]

    @property
    def inverse(self) -> Operation:
        return Require(self.table, self.column)


def _altered(table: str, column: str, **changes: str | Call | None) -> str:
    return statement("op.alter_column", quoted(table), quoted(column), **changes)


# Values ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Restrict:
    """Rows that have none of the values that an enum has from now on."""

    table: str
    old: Column
    new: Column

    @property
    def said(self) -> str:
        return f"change {self.new.name}"

    @property
    def loss(self) -> str:
        if not (self._removed and self.new.field.has_default):
            return ""
        values, default = ", ".join(self._removed), self.new.field.default
        return f"{values} of {self.table}.{self.new.name}, which becomes {default}"

    @property
    def statements(self) -> list[str]:
        field, name = self.new.field, self.new.name
        if self.old.field.kind == "enum" and not self._removed:
            return []
        others = f"{name} NOT IN {in_list(field.values)}"
        if field.has_default:
            change = f"SET {name} = '{field.default}' WHERE {others}"
            return [execute(f"UPDATE {self.table} {change}")]
        wrong = f"{self.table}.{name}: some rows have none of {', '.join(field.values)}"
        return [stop_where_rows(self.table, others, f"{wrong}; change them first")]

    @property
    def _removed(self) -> list[str]:
        kept = self.new.field.values
        return [value for value in self.old.field.values if value not in kept]

    @property
    def inverse(self) -> Operation:
        return Nothing()


@dataclass(frozen=True)
class Unrestrict(Quiet):
    """An enum whose values may be others: taking that back restricts it again."""

    table: str
    old: Column
    new: Column

    @property
    def statements(self) -> list[str]:
        return []

    @property
    def inverse(self) -> Operation:
        return Restrict(self.table, self.new, self.old)


@dataclass(frozen=True)
class Nothing(Quiet):
    """What there is to do where the other direction does it all."""

    @property
    def statements(self) -> list[str]:
        return []

    @property
    def inverse(self) -> Operation:
        return self


@dataclass(frozen=True)
class Reshape:
    """Nested values that have to load in another form."""

    table: str
    old: Column
    new: Column

    @property
    def said(self) -> str:
        return f"change {self.new.name}"

    @property
    def loss(self) -> str:
        return ""

    @property
    def statements(self) -> list[str]:
        return [
            step.statement(self.table, self.new.name)
            for step in steps(self.old.field, self.new.field)
            if not isinstance(step, Tighter)
        ]

    @property
    def inverse(self) -> Operation:
        return Reshape(self.table, self.new, self.old)


# Tables of many-to-many fields ------------------------------------------------------------


@dataclass(frozen=True)
class CreateAssociation:
    """The table of a field that comes."""

    one: Association

    @property
    def said(self) -> str:
        return f"add {self.one.field.name}"

    @property
    def loss(self) -> str:
        return ""

    @property
    def statements(self) -> list[str]:
        return [self.one.created]

    @property
    def inverse(self) -> Operation:
        return DropAssociation(self.one)


@dataclass(frozen=True)
class DropAssociation:
    """The table of a field that goes."""

    one: Association

    @property
    def said(self) -> str:
        return f"drop {self.one.field.name}"

    @property
    def loss(self) -> str:
        return f"the links of {self.one.name}"

    @property
    def statements(self) -> list[str]:
        return [self.one.dropped]

    @property
    def inverse(self) -> Operation:
        return CreateAssociation(self.one)


@dataclass(frozen=True)
class RenameAssociation:
    """A table that is called after its field."""

    old: Association
    new: Association

    @property
    def said(self) -> str:
        return f"rename {self.old.field.name} to {self.new.field.name}"

    @property
    def loss(self) -> str:
        return ""

    @property
    def statements(self) -> list[str]:
        names = quoted(self.old.name), quoted(self.new.name)
        renamed = statement("op.rename_table", *names)
        inner = list(zip(self.old.names, self.new.names, strict=True))[1:]
        known = [pair for pair in inner if self._is_known(pair[0])]
        return [renamed, *(execute(self._inner(*pair)) for pair in known)]

    def _is_known(self, name: str) -> bool:
        return self.old.has_convention or name.startswith("ix_")

    def _inner(self, old: str, new: str) -> str:
        if old.startswith("ix_"):
            return f"ALTER INDEX {old} RENAME TO {new}"
        return f"ALTER TABLE {self.new.name} RENAME CONSTRAINT {old} TO {new}"

    @property
    def inverse(self) -> Operation:
        return RenameAssociation(self.new, self.old)
