"""Operations: what a revision does, each with what takes it back.

The downgrade is every operation's `inverse`, last one first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .sql import execute
from .state import Constraint, Index


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
