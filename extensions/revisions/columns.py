"""Operations on columns: what rows have in them is kept, filled in, or dropped with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..slice.code import Call, quoted
from ..slice.columns import Column
from .casts import Carried
from .filling import filled
from .operations import Operation, Quiet
from .sql import statement, stop_where_rows


@dataclass(frozen=True)
class AddColumn(Quiet):
    """A column that comes; rows that are there get a value where they need one."""

    table: str
    column: Column

    @property
    def said(self) -> str:
        return f"add {self.column.name}"

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
class RenameColumn(Quiet):
    """A column that keeps its values under another name."""

    table: str
    old: str
    new: str

    @property
    def said(self) -> str:
        return f"rename {self.old} to {self.new}"

    @property
    def statements(self) -> list[str]:
        name = quoted(self.new)
        return [_altered(self.table, self.old, new_column_name=name)]

    @property
    def inverse(self) -> Operation:
        return RenameColumn(self.table, self.new, self.old)


@dataclass(frozen=True)
class ChangeType(Quiet):
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
class ChangeDefault(Quiet):
    """Another default, or none."""

    table: str
    column: str
    old: Call | None
    new: Call | None

    @property
    def said(self) -> str:
        return f"change {self.column}"

    @property
    def statements(self) -> list[str]:
        default = self.new or "None"
        return [_altered(self.table, self.column, server_default=default)]

    @property
    def inverse(self) -> Operation:
        return ChangeDefault(self.table, self.column, self.new, self.old)


@dataclass(frozen=True)
class Require(Quiet):
    """A column that may no longer be empty; rows where it is get a value."""

    table: str
    column: Column

    @property
    def said(self) -> str:
        return f"require {self.column.name}"

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
class Release(Quiet):
    """A column that may be empty from now on."""

    table: str
    column: Column

    @property
    def said(self) -> str:
        return f"release {self.column.name}"

    @property
    def statements(self) -> list[str]:
        return [_altered(self.table, self.column.name, nullable="True")]

    @property
    def inverse(self) -> Operation:
        return Require(self.table, self.column)


def _altered(table: str, column: str, **changes: str | Call | None) -> str:
    return statement("op.alter_column", quoted(table), quoted(column), **changes)
