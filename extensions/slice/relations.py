"""What tests know of the rows that a resource refers to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .examples import RELATIONS, unknown
from .key import Key
from .samples import HOW_MANY, REFERENCED
from .schemas import Member, Schemas


@dataclass(frozen=True)
class Reference:
    """A field that refers to rows, of which tests store some."""

    name: str
    table: str
    key: Key
    how_many: int
    is_many: bool
    is_unique: bool
    is_self: bool
    is_owned: bool
    """Whether these rows have owners."""


@dataclass(frozen=True)
class Relations:
    """The references and links that clients can set."""

    schemas: Schemas
    keys: Mapping[str, Key]
    """The keys of what fields refer to, by their names."""
    owned_names: Collection[str] = ()
    """Those whose rows have owners."""

    @cached_property
    def _members(self) -> list[Member]:
        members = self.schemas.members
        return [
            one for one in members if one.is_writable and one.field.kind in RELATIONS
        ]

    @property
    def exist(self) -> bool:
        return self._members != []

    @property
    def to_others(self) -> list[Reference]:
        """Those to rows of other tables."""
        return [one for one in self._references if not one.is_self]

    @property
    def owned(self) -> list[Reference]:
        """Those to rows that have owners."""
        return [one for one in self._references if one.is_owned]

    @property
    def _references(self) -> list[Reference]:
        return [
            Reference(
                one.name,
                self.tables[one.name],
                self.keys[one.name],
                HOW_MANY if one.field.unique else REFERENCED,
                is_many=_is_many(one),
                is_unique=one.field.unique,
                is_self=one.field.is_self,
                is_owned=one.name in self.owned_names,
            )
            for one in self._members
        ]

    @property
    def tables(self) -> dict[str, str]:
        targets = self.schemas.table.targets
        return {one.name: targets[str(one.field.target)].table for one in self._members}

    # Rows that are not there ----------------------------------------------------------

    @property
    def unknown(self) -> list[tuple[str, Any]]:
        """A field, and a value that refers to no row."""
        return self._unknown(self._members)

    @property
    def changed_to_unknown(self) -> list[tuple[str, Any]]:
        return self._unknown(one for one in self._members if one.is_changeable)

    def _unknown(self, members: Iterable[Member]) -> list[tuple[str, Any]]:
        keys = ((one, unknown(self.keys[one.name])) for one in members)
        return [(one.name, [key] if _is_many(one) else key) for one, key in keys]

    @property
    def unknown_of_owners(self) -> list[tuple[str, Any]]:
        """The same of those whose rows have owners."""
        return [case for case in self.unknown if case[0] in self.owned_names]

    @property
    def unknown_link(self) -> tuple[str, Any]:
        """A link to many, and a value with a row that is not there."""
        links = (one for one in self._members if _is_many(one))
        return self._unknown(links)[0]

    # Which do what ----------------------------------------------------------------------

    @property
    def links(self) -> list[str]:
        """Links to many that answers show."""
        return [one.name for one in self._members if _is_many(one) and _is_shown(one)]

    @property
    def has_links(self) -> bool:
        return any(map(_is_many, self._members))

    @property
    def repeatable(self) -> list[str]:
        """Those of them that lead to rows of other tables."""
        return [one.name for one in self._shown_to_others("refs")]

    @property
    def changeable(self) -> list[str]:
        """References to one row of another table that answers show and that can change."""
        return [one.name for one in self._shown_to_others("ref") if one.is_changeable]

    @property
    def changeable_links(self) -> list[str]:
        """The same of links to many."""
        return [one.name for one in self._shown_to_others("refs") if one.is_changeable]

    @property
    def filtered(self) -> list[str]:
        """The same of references that lists are filtered by."""
        filters = self.schemas.filters
        return [one.name for one in self._shown_to_others("ref") if one.name in filters]

    @property
    def filtered_selves(self) -> list[str]:
        """References to rows of the resource itself that lists are filtered by."""
        filters = self.schemas.filters
        return [one.name for one in self._selves if one.name in filters]

    def _shown_to_others(self, kind: str) -> list[Member]:
        return [
            one
            for one in self._members
            if one.field.kind == kind and _is_shown(one) and not one.field.is_self
        ]

    @property
    def _selves(self) -> list[Member]:
        return [one for one in self._members if one.field.is_self and not _is_many(one)]

    @property
    def restricting_selves(self) -> list[str]:
        """References to rows of the resource that keep what they refer to."""
        return [one.name for one in self._selves if one.field.on_delete == "restrict"]

    def on_delete(self, what: str) -> list[str]:
        """The references whose row does that when what they refer to is deleted."""
        return [
            one.name
            for one in self._members
            if not _is_many(one) and one.field.on_delete == what
        ]

    @property
    def owned_changeable(self) -> list[str]:
        owned = self.owned_names
        return [
            one.name for one in self._members if one.name in owned and one.is_changeable
        ]


def _is_many(member: Member) -> bool:
    return member.field.kind == "refs"


def _is_shown(member: Member) -> bool:
    return not member.field.write_only
