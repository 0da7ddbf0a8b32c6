"""The values that the tests of a slice send, and what they expect, as JSON has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..answers.field import Field
from .broken import Broken, broken
from .key import Key
from .moments import newest_of
from .samples import HOW_MANY, sample, samples
from .schemas import Member, Schemas
from .values import as_json

LONGEST_WORD = 150
SHOWN_AS: Mapping[str, str] = {
    **dict.fromkeys(("str", "text"), "string"),
    **dict.fromkeys(("int", "bigint"), "integer"),
    **dict.fromkeys(("float", "decimal"), "number"),
    **dict.fromkeys(("uuid", "ref"), "uuid"),
    "bool": "boolean",
    "date": "date",
    "datetime": "date-time",
    "duration": "duration",
    "email": "email",
    "time": "time",
    "url": "uri",
}
"""What the description of the API calls each type; the others are classes."""

BY_ORDER = {"gt": (0, "high"), "gte": (1, "high"), "lt": (1, "low"), "lte": (0, "low")}
"""For each operator, which of two values to ask for, and whom that finds."""

RELATIONS = frozenset({"ref", "refs"})

UNKNOWN: Mapping[str, Any] = {
    "int": 32767,
    "bigint": 32767,
    "uuid": "ffffffff-ffff-4fff-bfff-ffffffffffff",
    "date": "1900-01-01",
    "datetime": "1900-01-01T00:00:00Z",
    "decimal": "99999",
}
"""A key that no row has; it has to fit into the smallest column."""

STRANGE = "nokey"
"""The same of keys that are text."""


def unknown(key: Key) -> Any:
    """The key of no row."""
    return UNKNOWN.get(key.field.type, STRANGE[: key.field.length])


@dataclass(frozen=True)
class Examples:
    """What the tests of a resource know of its fields."""

    schemas: Schemas
    key: Key
    target_keys: Mapping[str, Key]
    """The keys of what fields refer to, by their names."""
    moments: tuple[str, ...]
    """The columns that say when a row was made, and changed."""
    native: frozenset[str] = frozenset()
    """The fields whose values may have an order of the database's own."""
    knows_defaults: bool = True
    """Whether the server fills in what fields say, and no other model's defaults."""

    @property
    def _writable(self) -> list[Member]:
        return [one for one in self.schemas.members if one.is_writable]

    @property
    def _changeable(self) -> list[Member]:
        return [one for one in self._writable if one.is_changeable]

    @property
    def _plain(self) -> list[Member]:
        """What refers to no other rows."""
        return [one for one in self._writable if one.field.kind not in RELATIONS]

    def _differs(self, member: Member) -> bool:
        """Whether its values have to differ from row to row."""
        is_unique = member.field.unique or member.name == self.key.name
        return is_unique and not member.field.is_self

    # Bodies -------------------------------------------------------------------------

    @property
    def body(self) -> dict[str, Any]:
        """What is the same in each valid body."""
        return {
            one.name: as_json(sample(one.field))
            for one in self._writable
            if one.field.is_self
            or not (one.field.kind in RELATIONS or self._differs(one))
        }

    @property
    def unique(self) -> dict[str, list[Any]]:
        """Different values of what no two may share, and refers to nothing."""
        return {
            one.name: as_json(samples(one.field))
            for one in self._plain
            if self._differs(one)
        }

    @property
    def unique_names(self) -> list[str]:
        """What no two may share."""
        return [one.name for one in self._writable if self._differs(one)]

    @property
    def changeable_unique(self) -> list[str]:
        """They without what cannot change."""
        return [one.name for one in self._changeable if self._differs(one)]

    @property
    def how_many(self) -> int:
        """Values of each unique field."""
        return HOW_MANY

    @property
    def required(self) -> list[str]:
        """The fields without which a body is refused."""
        return [one.name for one in self._writable if one.field.required]

    @property
    def has_optional(self) -> bool:
        """Whether a body may be without some."""
        return not all(one.field.required for one in self._writable)

    @property
    def defaults(self) -> dict[str, Any]:
        """What the server answers for fields that a body leaves out."""
        return {
            one.name: as_json(one.field.default)
            for one in self.schemas.members
            if _may_be_left_out(one) and (self.knows_defaults or one.is_writable)
        }

    @property
    def needed(self) -> list[str]:
        return [one.name for one in self._changeable if one.field.required]

    @property
    def changes(self) -> dict[str, Any]:
        """Another value of each field that can change and refers to nothing."""
        return {
            one.name: as_json(samples(one.field)[-1])
            for one in self._changeable
            if one.field.kind not in RELATIONS
        }

    # What the server does -------------------------------------------------------------

    @property
    def _always_set(self) -> list[str]:
        """What the server sets in every row, and no field tells of."""
        told = {one.name for one in self.schemas.members}
        return [name for name in (self.key.name, *self.moments) if name not in told]

    @property
    def server_set(self) -> list[str]:
        ours = [one.name for one in self.schemas.members if not one.is_writable]
        return self._always_set + ours

    @property
    def fixed(self) -> list[str]:
        """What no client may change: what the server sets, and what stays as it was."""
        ours = [
            one.name
            for one in self.schemas.members
            if one.field.read_only or one.field.immutable
        ]
        return self._always_set + ours

    @property
    def follows(self) -> list[str]:
        """What the server sets anew with every change."""
        members = self.schemas.members
        computed = [one.name for one in members if one.field.kind == "computed"]
        return [*self.renewed, *computed]

    @property
    def renewed(self) -> tuple[str, ...]:
        """The columns that say when a row was changed."""
        made = newest_of(self.moments)
        return tuple(name for name in self.moments if name not in made)

    @property
    def hidden(self) -> list[str]:
        """What no answer shows."""
        return [one.name for one in self._writable if one.field.write_only]

    # What is refused ------------------------------------------------------------------

    @property
    def broken(self) -> list[Broken]:
        """Values that fields are refused for."""
        return [wrong for one in self._writable for wrong in broken(one.field)]

    # What is found --------------------------------------------------------------------

    @property
    def sort_keys(self) -> list[str]:
        return [*self.schemas.sort, *self.moments]

    @property
    def other_sort(self) -> str:
        """An order that is not the usual one; empty where there is none."""
        if self.moments:
            return self.moments[0]
        return f"-{self.schemas.sort[-1]}" if self.schemas.sort else ""

    @property
    def rows(self) -> list[dict[str, None]]:
        """Five bodies; every other one lacks what may be null and is sorted by."""
        nulls = {
            one.name: None
            for one in self._writable
            if one.field.nullable and one.name in self.schemas.sort
        }
        return [nulls if number % 2 else {} for number in range(5)]

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """Two values of each field that lists are filtered or sorted by, and `None`."""
        asked = {*self.schemas.filters, *self.schemas.sort}
        return {
            one.name: _labelled(one.field) for one in self._plain if one.name in asked
        }

    @property
    def filters(self) -> list[tuple[str, str]]:
        """A query, and whom of those with these values it finds."""
        return [
            query
            for one in self._plain
            if one.name in self.schemas.filters
            for query in _queries(one.field)
        ]

    @property
    def described(self) -> dict[str, str]:
        """What the description of the API says of the fields of filters."""
        return {
            one.name: SHOWN_AS.get(one.field.type, one.named)
            for one in self._writable
            if one.name in self.schemas.filters
        }

    @property
    def ordered(self) -> list[str]:
        """Sort keys of which it is known which of two values comes first."""
        return [
            one.name
            for one in self._plain
            if one.name in self.schemas.sort
            and one.name not in self.native
            and len(_two(one.field)) > 1
        ]

    @property
    def tied(self) -> str:
        """One of them that two rows can share; or nothing."""
        unique = {*self.unique_names}
        return next((name for name in self.ordered if name not in unique), "")

    @property
    def searched(self) -> list[tuple[str, str, str]]:
        """A text field, a value, and what finds it."""
        return [
            (one.name, value, _shouted(value))
            for one in self._plain
            if one.name in self.schemas.search
            for value in samples(one.field, 1)
            if value
        ]


def _may_be_left_out(member: Member) -> bool:
    """Whether an answer then shows what the field says of it."""
    is_hidden = member.field.write_only or member.by_server or member.field.by_scope
    is_given = member.field.required or member.field.kind == "computed"
    return not (is_hidden or is_given)


def _labelled(field: Field) -> dict[str, Any]:
    values = dict(zip(("low", "high"), _two(field), strict=False))
    values |= {"null": None} if field.nullable else {}
    return {label: as_json(value) for label, value in values.items()}


def _queries(field: Field) -> Iterator[tuple[str, str]]:
    asked = [_parameter(as_json(value)) for value in _two(field)]
    everyone = " ".join(("low", "high")[: len(asked)])
    if asked:
        yield f"{field.name}={asked[0]}", "low"
    if asked and "," not in "".join(asked):
        yield f"{field.name}__in={','.join(asked)}", everyone
    if field.is_ordered and len(asked) > 1:
        for name, (which, expected) in BY_ORDER.items():
            yield f"{field.name}__{name}={asked[which]}", expected
    if field.is_text and asked[-1]:
        needle = _shouted(asked[-1])
        found = everyone if needle in asked[0].upper() else "high"
        yield f"{field.name}__contains={needle}", found
    if field.nullable:
        yield f"{field.name}__is_null=true", "null"
        yield f"{field.name}__is_null=false", everyone


def _shouted(text: str) -> str:
    """What finds a text: a part that a query may hold, in the other case."""
    part = text[:LONGEST_WORD]
    return part.upper() if part.isascii() else part


def _parameter(value: Any) -> str:
    """A value as a query parameter."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _two(field: Field) -> list[Any]:
    """Two values in the database's order; one, where the field has but one."""
    return sorted(samples(field, 2), key=lambda value: (value is not None, value))
