"""The service of a resource: what its functions look for, refer to and import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .actions import CustomAction

if TYPE_CHECKING:
    from .slice import Slice

WRITES = frozenset({"create", "update", "replace"})
"""Operations that a client sends values of fields with."""

ON_ONE = frozenset({"read", "update", "replace", "delete"})
"""Operations on one row."""


@dataclass(frozen=True)
class Reference:
    """A field with ids of rows that are looked up before it is written."""

    field: str
    model: str
    is_self: bool = False


@dataclass(frozen=True)
class Service:
    """What templates read of it."""

    slice: Slice

    @property
    def operations(self) -> frozenset[str]:
        return frozenset(self.slice.answers.operations)

    @cached_property
    def actions(self) -> tuple[CustomAction, ...]:
        return tuple(
            CustomAction(self.slice, one) for one in self.slice.answers.actions
        )

    # What it looks for ----------------------------------------------------------------

    @property
    def finds_one(self) -> bool:
        """Whether anything looks for one row."""
        on_one = not ON_ONE.isdisjoint(self.operations)
        return on_one or bool(self.actions) or self.reads_one

    @property
    def reads_one(self) -> bool:
        """Whether a row is ever read by its id alone."""
        reads = not self.operations.isdisjoint({"read", "update"})
        checks = any(action.guards or action.refers for action in self.actions)
        return reads or checks or (self.slice.has_refs and self._writes)

    @property
    def gives_one(self) -> bool:
        """Whether anything answers with one row."""
        return bool(self.operations - {"list", "delete"} or self.actions)

    @property
    def scopes_new(self) -> bool:
        """Whether create needs more of the scope than who owns the new row."""
        is_given = self.slice.access.has_bypass and not self.slice.parent
        looks_up = self.owned or self.slice.has_refs
        return self.slice.scope.is_on and bool(looks_up or not is_given)

    # What rows refer to ---------------------------------------------------------------

    @property
    def refers(self) -> bool:
        """Whether ids that a client sends are looked up."""
        return bool(self.links or self.owned)

    @property
    def links(self) -> tuple[Reference, ...]:
        """The lists of ids that are written."""
        targets = self.slice.table.targets
        return tuple(
            Reference(one.name, targets[str(one.target)].class_name)
            for one in self.slice.fields
            if one.kind == "refs" and not one.read_only and self._writes
        )

    @cached_property
    def owned(self) -> tuple[Reference, ...]:
        """The ids of rows that have owners, if any are written."""
        is_written = self._writes or any(action.refers for action in self.actions)
        return tuple(
            Reference(name, target.class_name, target.is_self)
            for name, target in self.slice.owned_references.items()
            if is_written
        )

    # What it imports ------------------------------------------------------------------

    @property
    def imports(self) -> list[tuple[str, str]]:
        """Other models, and the enums of values, each with its module."""
        return sorted(set(self._imports()))

    def _imports(self) -> Iterator[tuple[str, str]]:
        table, parent = self.slice.table, self.slice.parent
        if parent:
            yield parent.module, parent.model
        for target in self.slice.targets:
            yield target.module, target.class_name
        for name in table.classes.named.values():
            yield table.value_classes.get(name, self.slice.modules.models), name

    @property
    def _writes(self) -> bool:
        return not WRITES.isdisjoint(self.operations)
