"""What tests know of the rows that a resource refers to: lines of Python."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from ..answers.field import Field
from .code import INDENT, block, quoted
from .literals import case, entry
from .samples import HOW_MANY, REFERENCED, row_ids
from .schemas import Member, Schemas
from .values import as_json

UNKNOWN = str(UUID(int=(1 << 128) - 1, version=4))
"""The id of no row."""


@dataclass(frozen=True)
class Relations:
    """The references and links that clients can set."""

    schemas: Schemas
    owned_references: Collection[str] = ()
    """The names of those whose rows have owners."""

    @cached_property
    def _members(self) -> list[Member]:
        return [
            member
            for member in self.schemas.members
            if member.is_writable and member.field.kind in {"ref", "refs"}
        ]

    @property
    def owned(self) -> str:
        """Those whose rows have owners, and their tables; empty where there is none."""
        entries = [
            f"{quoted(member.name)}: {quoted(self._table(member))},"
            for member in self._members
            if member.name in self.owned_references
        ]
        return block(entries, "{}") if entries else ""

    @property
    def owned_changeable(self) -> str:
        """The names of those that can change; empty where there is none."""
        return _names(
            member
            for member in self._members
            if member.name in self.owned_references and member.is_changeable
        )

    @property
    def exist(self) -> bool:
        """Whether there are any."""
        return self._members != []

    @property
    def have_links(self) -> bool:
        """Whether any of them are links to many."""
        return self._of("refs") != []

    @property
    def have_visible_links(self) -> bool:
        """Whether answers show any of these."""
        return self._visible_links != []

    @property
    def _visible_links(self) -> list[Member]:
        return [one for one in self._of("refs") if not one.field.write_only]

    @property
    def referenced(self) -> str:
        """Ids of the rows of other tables that bodies refer to."""
        sizes: dict[str, int] = {}
        for member in self._members:
            if not member.field.is_self:
                size = HOW_MANY if member.field.unique else REFERENCED
                table = self._table(member)
                sizes[table] = max(sizes.get(table, 0), size)
        entries = (
            entry(table, as_json(row_ids(size)), INDENT)
            for table, size in sizes.items()
        )
        return block(entries, "{}")

    @property
    def tables(self) -> str:
        """The table that each of them refers to."""
        return block(
            (
                f"{quoted(member.name)}: {quoted(self._table(member))},"
                for member in self._members
            ),
            "{}",
        )

    def _table(self, member: Member) -> str:
        return self.schemas.table.targets[str(member.field.target)].table

    @property
    def unknown(self) -> str:
        """Cases of a field, and a value that refers to no row."""
        return _cases(self._members)

    @property
    def unknown_link(self) -> str:
        """The arguments of a body with a link to no row."""
        name = self._of("refs")[0].name if self.have_links else ""
        return f'{name}=["{UNKNOWN}"]'

    @property
    def changed_to_unknown(self) -> str:
        """The same of those that can change; empty where there is none."""
        return _cases([one for one in self._members if one.is_changeable])

    def on_delete(self, what: str) -> str:
        """The references whose row does that when what they refer to is deleted."""
        found = [one for one in self._of("ref") if one.field.on_delete == what]
        return _names(found)

    @property
    def restricting(self) -> str:
        """Those that keep what they refer to; empty where there is none."""
        return self.on_delete("restrict")

    @property
    def restricting_selves(self) -> str:
        """Those of them that refer to rows of the resource itself."""
        found = [one for one in self._of("ref") if one.field.is_self]
        return _names(one for one in found if one.field.on_delete == "restrict")

    @property
    def cascading(self) -> str:
        """Those that go with what they refer to; empty where there is none."""
        return self.on_delete("cascade")

    @property
    def nulled(self) -> str:
        """Those that refer to nothing then; empty where there is none."""
        return self.on_delete("set_null")

    @property
    def links(self) -> str:
        """The links that answers show, as a list."""
        return _names(self._visible_links)

    @property
    def filtered_selves(self) -> str:
        """References to rows of the resource itself that lists are filtered by."""
        return _names(
            one
            for one in self._of("ref")
            if one.field.is_self and one.name in self.schemas.filters
        )

    def _of(self, kind: str) -> list[Member]:
        return [member for member in self._members if member.field.kind == kind]


def _names(members: Iterable[Member]) -> str:
    lines = [f"{quoted(member.name)}," for member in members]
    return block(lines, "[]", INDENT) if lines else ""


def _cases(members: Iterable[Member]) -> str:
    cases = [
        case(INDENT * 2, member.name, member.name, _unknown(member.field))
        for member in members
    ]
    return block(cases, "[]", INDENT) if cases else ""


def _unknown(field: Field) -> object:
    return [UNKNOWN] if field.kind == "refs" else UNKNOWN
