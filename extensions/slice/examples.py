"""The values that the tests of a slice send, and what they expect: lines of Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..answers.fields import Field
from .broken import broken
from .code import INDENT, block, call, fitted, literal, names, quoted
from .literals import entry
from .moments import SET_BY_SERVER
from .samples import HOW_MANY, sample, samples
from .schemas import Member, Schemas
from .values import as_json

ALWAYS_SET = ("id", *SET_BY_SERVER)
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


@dataclass(frozen=True)
class Examples:
    """What the tests of a resource know of its fields."""

    schemas: Schemas

    @property
    def _writable(self) -> list[Member]:
        return [member for member in self.schemas.members if member.is_writable]

    @property
    def _asked(self) -> list[Member]:
        """What tests of filters, sort and search give values to."""
        return self._writable

    @property
    def _changeable(self) -> list[Member]:
        return [member for member in self._writable if member.is_changeable]

    @property
    def unique(self) -> str:
        """Different values of each unique field."""
        values = [
            entry(member.name, as_json(samples(member.field)), INDENT)
            for member in self._writable
            if _differs(member)
        ]
        return block(values, "{}") if values else ""

    @property
    def changeable_unique(self) -> str:
        """The unique fields that can change; empty where there is none."""
        unique = [member.name for member in self._changeable if _differs(member)]
        return names(unique, INDENT) if unique else ""

    @property
    def how_many(self) -> int:
        """Values of each unique field."""
        return HOW_MANY

    @property
    def body(self) -> str:
        """A valid body."""
        entries = (
            f"{quoted(member.name)}: UNIQUE[{quoted(member.name)}][number],"
            if _differs(member)
            else _entry(member.name, sample(member.field), INDENT * 2)
            for member in self._writable
        )
        return block(entries, "{}", INDENT)

    @property
    def required(self) -> str:
        """The fields without which a body is refused."""
        return names(member.name for member in self._writable if member.field.required)

    @property
    def defaults(self) -> str:
        """What the server answers for fields that a body leaves out."""
        entries = (
            _entry(member.name, member.field.default)
            for member in self.schemas.members
            if not member.field.required
            and not member.by_server
            and not member.field.write_only
            and not member.field.by_scope
            and member.field.kind != "computed"
        )
        return block(entries, "{}")

    @property
    def changes(self) -> str:
        """Another value of each field that can change."""
        entries = (
            _entry(member.name, samples(member.field, HOW_MANY)[-1])
            for member in self._changeable
        )
        return block(entries, "{}")

    @property
    def broken(self) -> str:
        """Cases of one field and a value that it is refused for."""
        cases = (
            _case(quoted(value.name), value.code, name=f"{value.name}-{value.why}")
            for member in self._writable
            for value in broken(member.field)
        )
        return block(cases)

    @property
    def server_set(self) -> str:
        """What a client may not set."""
        ours = [
            member.name for member in self.schemas.members if not member.is_writable
        ]
        return names([*ALWAYS_SET, *ours])

    @property
    def fixed(self) -> str:
        """What no client may change: what the server sets, and what stays as it was."""
        ours = [
            member.name
            for member in self.schemas.members
            if member.field.read_only or member.field.immutable
        ]
        return names([*ALWAYS_SET, *ours])

    @property
    def follows(self) -> str:
        """What the server sets anew with every change."""
        ours = [
            member.name
            for member in self.schemas.members
            if member.field.kind == "computed"
        ]
        return names(["updated_at", *ours])

    @property
    def hidden(self) -> str:
        """What no answer shows; empty where there is none."""
        hidden = [member.name for member in self._writable if member.field.write_only]
        return block((f"{quoted(name)}," for name in hidden), "{}") if hidden else ""

    def shown(self, expression: str) -> str:
        """What an answer contains of the values of an expression."""
        return f"examples.visible({expression})" if self.hidden else expression

    @property
    def sort_keys(self) -> str:
        """What lists are sorted by."""
        return names((*self.schemas.sort, *SET_BY_SERVER))

    @property
    def rows(self) -> str:
        """Five bodies; every other one lacks what may be null and is sorted by."""
        nulls = [
            f"{quoted(member.name)}: None"
            for member in self._writable
            if member.field.nullable and member.name in self.schemas.sort
        ]
        rows = (nulls if number % 2 else [] for number in range(5))
        return block(fitted("", row, "{}", INDENT) for row in rows)

    @property
    def values(self) -> str:
        """Two values of each field that lists are filtered or sorted by, and `None`."""
        asked = (*self.schemas.filters, *self.schemas.sort)
        entries = [
            _labelled(member.field) for member in self._asked if member.name in asked
        ]
        return block(entries, "{}") if entries else ""

    @property
    def filters(self) -> str:
        """Cases of a query, and whom of those with these values it finds."""
        cases = [
            fitted("", (quoted(query), quoted(expected)), "()", INDENT)
            for member in self._asked
            if member.name in self.schemas.filters
            for query, expected in _queries(member.field)
        ]
        return block(cases) if cases else ""

    @property
    def described(self) -> str:
        """What the description of the API says of the fields of filters."""
        entries = (
            _entry(member.name, SHOWN_AS.get(member.field.type, member.named))
            for member in self._asked
            if member.name in self.schemas.filters
        )
        return block(entries, "{}")

    @property
    def ordered(self) -> str:
        """The fields that lists are sorted by, and that have two values."""
        ordered = [one.name for one in self._asked if self._is_ordered(one)]
        return names(ordered, INDENT) if ordered else ""

    def _is_ordered(self, member: Member) -> bool:
        """Whether it is known which of two values comes first."""
        return member.name in self.schemas.sort and len(_two(member.field)) > 1

    @property
    def tied(self) -> str:
        """A field that lists are sorted by, and that two rows can share; or nothing."""
        ties = (
            member.name
            for member in self._asked
            if member.name in self.schemas.sort
            and len(_two(member.field)) > 1
            and not member.field.unique
        )
        return next(ties, "")

    @property
    def searched(self) -> str:
        """Cases of one text field, a value, and what finds it."""
        cases = [
            fitted(
                "", map(quoted, (member.name, value, _shouted(value))), "()", INDENT * 2
            )
            for member in self._asked
            if member.name in self.schemas.search
            for value in samples(member.field, 1)
            if value
        ]
        return block(cases, "[]", INDENT) if cases else ""


def _labelled(field: Field) -> str:
    values = dict(zip(("low", "high"), _two(field), strict=False))
    values |= {"null": None} if field.nullable else {}
    entries = (f"{quoted(label)}: {_json(value)}" for label, value in values.items())
    return fitted(f"{quoted(field.name)}: ", entries, "{}", INDENT)


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
    if field.is_self:
        return []
    return sorted(samples(field, 2), key=lambda value: (value is not None, value))


def _json(value: Any) -> str:
    return literal(as_json(value))


def _entry(name: str, value: Any, indent: str = INDENT) -> str:
    return entry(name, as_json(value), indent)


def _differs(member: Member) -> bool:
    """Whether its values have to differ from row to row."""
    return member.field.unique and not member.field.is_self


def _case(*values: str, name: str, indent: str = INDENT) -> str:
    case = call("pytest.param", *values, id=quoted(name))
    return "\n".join(case.lines(indent, after=",")).removeprefix(indent)
