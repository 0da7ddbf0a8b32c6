"""The values that the tests of a slice send, and what they expect, as JSON has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..answers.field import Field
from .broken import Broken, broken
from .key import newest_of
from .samples import HOW_MANY, sample, samples
from .schemas import Member, Schemas
from .table import Table
from .values import as_json

LONGEST_WORD = 150
SHOWN_AS: Mapping[str, str] = {
    **dict.fromkeys(("str", "text"), "string"),
    "int": "int32",
    "bigint": "int64",
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


@dataclass(frozen=True)
class Examples:
    """What the tests of a resource know of its fields."""

    schemas: Schemas
    how_many: ClassVar[int] = HOW_MANY
    """Values of each unique field."""

    @property
    def table(self) -> Table:
        return self.schemas.table

    @property
    def sent(self) -> list[Member]:
        """The fields that clients set."""
        return [one for one in self.schemas.members if one.is_writable]

    @property
    def plain(self) -> list[Member]:
        """Those that refer to no rows."""
        return [one for one in self.sent if one.field.kind not in RELATIONS]

    # Bodies -------------------------------------------------------------------------

    @property
    def body(self) -> dict[str, Any]:
        """What is the same in each valid body."""
        selves = {one.name for one in self.sent if one.field.is_self}
        fixed = {one.name for one in self.plain} - {*self.unique_names}
        return {
            one.name: as_json(sample(one.field))
            for one in self.sent
            if one.name in fixed | selves
        }

    @property
    def unique(self) -> dict[str, list[Any]]:
        """Different values of what no two may share, and refers to nothing."""
        unique = {*self.unique_names}
        found = (one for one in self.plain if one.name in unique)
        return {one.name: as_json(samples(one.field)) for one in found}

    @property
    def unique_names(self) -> list[str]:
        """What no two may share."""
        return [
            one.name
            for one in self.sent
            if one.field.unique or one.name == self.table.key.name
            if not one.field.is_self
        ]

    @property
    def defaults(self) -> dict[str, Any]:
        """What the server answers for fields that a body leaves out.

        Those of a model of the project are its own.
        """
        is_known = self.table.existing is None or self.schemas.fit.is_ours
        return {
            one.name: as_json(one.field.default)
            for one in (self.schemas.members if is_known else self.sent)
            if _may_be_left_out(one)
        }

    @property
    def changes(self) -> dict[str, Any]:
        """Another value of each field that can change and refers to nothing."""
        found = [one for one in self.plain if one.is_changeable]
        return {one.name: as_json(samples(one.field)[-1]) for one in found}

    # What the server does -------------------------------------------------------------

    @property
    def server_set(self) -> list[str]:
        """What no client sets: the key, moments and fields."""
        return self._untold + [
            one.name for one in self.schemas.members if not one.is_writable
        ]

    @property
    def fixed(self) -> list[str]:
        """What no client may change: what the server sets, and what stays as it was."""
        return self._untold + [
            one.name
            for one in self.schemas.members
            if one.field.read_only or one.field.immutable
        ]

    @property
    def _untold(self) -> list[str]:
        """What every row has, and no field tells of."""
        told = {one.name for one in self.schemas.members}
        always = (self.table.key.name, *self.table.moments)
        return [name for name in always if name not in told]

    @property
    def follows(self) -> list[str]:
        """What the server sets anew with every change."""
        moments = self.table.moments
        renewed = [name for name in moments if name not in newest_of(moments)]
        return [*renewed, *(one.field.name for one in self.schemas.computed)]

    @property
    def hidden(self) -> list[str]:
        """What no answer shows."""
        return [one.name for one in self.sent if one.field.write_only]

    # What is refused ------------------------------------------------------------------

    @property
    def broken(self) -> list[Broken]:
        """Values that fields are refused for."""
        return [wrong for one in self.sent for wrong in broken(one.field)]

    # What is found --------------------------------------------------------------------

    @property
    def sort_keys(self) -> list[str]:
        return [*self.schemas.sort, *self.table.moments]

    @property
    def other_sort(self) -> str:
        """An order that is not the usual one; empty where there is none."""
        others = (*self.table.moments, *(f"-{one}" for one in self.schemas.sort[-1:]))
        return next(iter(others), "")

    @property
    def rows(self) -> list[dict[str, None]]:
        """Five bodies; every other one lacks what may be null and is sorted by."""
        nulls = {
            one.name: None
            for one in self.sent
            if one.field.nullable and one.name in self.schemas.sort
        }
        return [nulls if number % 2 else {} for number in range(5)]

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """Two values of each field that lists are filtered or sorted by, and `None`."""
        asked = {*self.schemas.filters, *self.schemas.sort}
        return {
            one.name: _labelled(one.field) for one in self.plain if one.name in asked
        }

    @property
    def filters(self) -> list[tuple[str, str]]:
        """A query, and whom of those with these values it finds."""
        return [
            query
            for one in self.plain
            if one.name in self.schemas.filters
            for query in _queries(one.field)
        ]

    @property
    def described(self) -> dict[str, str]:
        """What the description of the API says of the fields of filters."""
        return {
            one.name: SHOWN_AS.get(one.field.type, one.named)
            for one in self.sent
            if one.name in self.schemas.filters
        }

    @property
    def ordered(self) -> list[str]:
        """Sort keys of which it is known which of two values comes first.

        Enums of a project may have an order of the database's own.
        """
        native = set() if self.schemas.fit.is_ours else self.table.native
        sorted_by = {*self.schemas.sort} - native
        found = (one for one in self.plain if one.name in sorted_by)
        return [one.name for one in found if len(_two(one.field)) > 1]

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
            for one in self.plain
            if one.name in self.schemas.search
            for value in samples(one.field, 1)
            if value
        ]


def _may_be_left_out(member: Member) -> bool:
    """Whether an answer then shows what the field says of it."""
    is_hidden = (
        member.field.write_only or member.field.has_moment or member.field.by_scope
    )
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
