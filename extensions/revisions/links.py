"""Operations on the tables behind many-to-many fields."""

from __future__ import annotations

from dataclasses import dataclass

from ..slice.associations import Association
from ..slice.code import quoted
from .operations import Operation, Quiet
from .sql import execute, statement


@dataclass(frozen=True)
class CreateAssociation(Quiet):
    """The table of a field that comes."""

    one: Association

    @property
    def said(self) -> str:
        return f"add {self.one.field.name}"

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
class RenameAssociation(Quiet):
    """A table that is called after its field."""

    old: Association
    new: Association

    @property
    def said(self) -> str:
        return f"rename {self.old.field.name} to {self.new.field.name}"

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
