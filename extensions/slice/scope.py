"""The scope: which rows a caller reaches, by the parent in the path and by the owner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..answers.field import Field
from ..answers.names import Name
from ..answers.parent import Parent
from .access import Access
from .auth import Auth
from .fit import Fit
from .key import KEY, Key

OWNER = "owner_id"


@dataclass(frozen=True)
class Column:
    """A column that narrows, and the type of what it has to hold."""

    name: str
    type: str


@dataclass(frozen=True)
class Scope:
    """What narrows every statement of a slice; nothing in most."""

    name: Name
    auth: Auth
    access: Access
    parent: Parent | None
    fit: Fit

    @property
    def is_on(self) -> bool:
        """Whether anything narrows it."""
        return self.fields != ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns, as fields that nobody but the server sets."""
        found = []
        if self.parent:
            found.append(_reference(self.parent.key, self.parent.model))
        if self.access.is_owner:
            found.append(_reference(OWNER, self.auth.model))
        return tuple(found)

    @cached_property
    def parent_key(self) -> Key:
        parent = self.parent
        name = f"{parent.module}:{parent.model}" if parent else ""
        found = self.fit.project.model(name)
        return Key.of(found.key, found.key_type) if found else KEY

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def class_name(self) -> str:
        """As in `TaskScope`."""
        return f"{self.name.pascal}Scope"

    @property
    def columns(self) -> tuple[Column, ...]:
        types = {OWNER: self.owner_type}
        return tuple(
            Column(name, types.get(name, self.parent_key.annotation))
            for name in self.names
        )

    @property
    def owner_type(self) -> str:
        """The type of whose rows it is; who reaches every row is no owner."""
        return self.auth.key.annotation + (" | None" if self.access.has_bypass else "")

    @property
    def needs_caller(self) -> bool:
        """Whether it depends on who calls."""
        return self.access.is_owner or bool(self.parent and self.parent.has_owner)


def _reference(name: str, model: str) -> Field:
    return Field(name, "ref", "ref", target=model, read_only=True, by_scope=True)
