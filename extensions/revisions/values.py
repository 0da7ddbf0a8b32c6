"""Operations on values: what an enum or a nested value may no longer be."""

from __future__ import annotations

from dataclasses import dataclass

from ..slice.columns import Column
from .operations import Nothing, Operation, Quiet
from .reshaping import Tighter, steps
from .sql import execute, stop_where_rows
from .state import in_list


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
class Reshape(Quiet):
    """Nested values that have to load in another form."""

    table: str
    old: Column
    new: Column

    @property
    def said(self) -> str:
        return f"change {self.new.name}"

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
