"""The scope of a fitted resource: keys of any type, and conditions on entities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..code import INDENT, Call
from ..fit import Fit
from ..key import Key
from ..scope import OWNER, Scope


@dataclass(frozen=True)
class FittedScope(Scope):
    """What narrows every statement of a fitted slice."""

    fit: Fit
    entity: str
    """The model's name."""

    @property
    def parent_key(self) -> Key:
        """What a parent is found by."""
        parent = self.parent
        found = (
            self.fit.project.model(f"{parent.module}:{parent.model}")
            if parent
            else None
        )
        return Key.of(found.key, found.key_type) if found else Key()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that its types come from."""
        return (self.parent_key, self.auth.key)

    def _type(self, name: str) -> str:
        if name != OWNER:
            return self.parent_key.annotation
        return self.auth.key.annotation + (" | None" if self.access.has_bypass else "")

    @property
    def reached(self) -> str:
        """The statement that returns the conditions of the rows that are reached."""
        return self._returned(self.names, INDENT)

    @property
    def reached_by_any(self) -> str:
        """The same where every owner's are reached."""
        return self._returned(
            (name for name in self.names if name != OWNER), INDENT * 2
        )

    def _returned(self, names: Iterable[str], indent: str) -> str:
        conditions = Call("", tuple(map(self._is, names)), "[]")
        return "\n".join(conditions.lines(indent, before="return "))

    def _is(self, name: str) -> str:
        return f"{self.fit.column(self.entity, name)} == scope.{name}"

    @property
    def is_parent(self) -> str:
        """The condition of the parent in the path."""
        return (
            self._is_of_parent(self.parent_key.name, self.parent.key)
            if self.parent
            else ""
        )

    @property
    def is_parent_of_owner(self) -> str:
        """The condition that it belongs to the owner."""
        return self._is_of_parent(self.parent.owner if self.parent else "", OWNER)

    def _is_of_parent(self, column: str, value: str) -> str:
        model = self.parent.model if self.parent else ""
        return f"{self.fit.column(model, column)} == {value}"

    @property
    def new_owner(self) -> str:
        """The parameter of the service that creates, on a line of its own."""
        kind = self.auth.key.annotation
        return f"\n    owner_id: {kind}," if self.access.has_bypass else ""

    @property
    def of_row(self) -> list[str]:
        """What a new row has besides, as arguments."""
        if not self.is_on:
            return []
        if self.access.has_bypass:
            parent = (
                [f"{self.parent.key}=scope.{self.parent.key}"] if self.parent else []
            )
            return [*parent, "owner_id=owner_id"]
        return ["**scope._asdict()"]
