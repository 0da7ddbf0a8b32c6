"""Example values: for the API's documentation, and for the tests of the slice.

Every value returned satisfies the options of its field.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ..answers.patterns import LONGEST, matches
from ..answers.problem import Problem
from ..answers.ranges import ascending
from .mapping import item_of

if TYPE_CHECKING:
    from ..answers.fields import Field

HOW_MANY = 8
"""Different values that a test of a list needs of a unique field."""

REFERENCED = 2
"""Rows that other resources have for a field that need not be unique."""

FIRST_ROW = 0x101
"""Of their ids: those before are other rows' and values' that are no ids."""

LONGEST_WORD = 30
"""Of the name of a field in an example of its text."""

DIGITS = string.digits + string.ascii_uppercase
LONGEST_LOCAL_PART = 64
"""What may stand before the @ of an address."""


def samples(field: Field, count: int = HOW_MANY) -> list[Any]:
    """Up to `count` different values, ascending; fewer where the field has fewer."""
    return KINDS[field.kind](field, count)


def _texts(field: Field, count: int) -> list[Any]:
    shortest, longest = lengths(field)
    if field.pattern is not None:
        return sorted(matches(field.pattern, count, shortest, longest))
    word = field.name.replace("_", " ")[:LONGEST_WORD].rstrip()
    texts = (f"{word} {n}" for n in range(1, count + 1))
    if len(word) + 2 > longest:
        texts = (digit.rjust(longest, "0")[:longest] for digit in DIGITS[1 : count + 1])
    return sorted({text.ljust(shortest, "x") for text in texts})


def lengths(field: Field) -> tuple[int, int]:
    """The shortest and the longest text that the field takes."""
    shortest = field.min or 0
    bounds = [bound for bound in (field.length, field.max) if bound is not None]
    return shortest, min(bounds, default=max(LONGEST, shortest))


def _emails(field: Field, count: int) -> list[Any]:
    addresses = _padded(field, "person", count, lambda name: f"{name}@example.com")
    return [one for one in addresses if one.index("@") <= LONGEST_LOCAL_PART]


def _urls(field: Field, count: int) -> list[Any]:
    return _padded(field, "page", count, lambda name: f"https://example.com/{name}")


def _padded(
    field: Field, word: str, count: int, write: Callable[[str], str]
) -> list[Any]:
    shortest, longest = lengths(field)
    missing = max(0, shortest - len(write(f"{word}1")))
    texts = [write(f"{word}{'x' * missing}{n}") for n in range(1, count + 1)]
    return [text for text in texts if len(text) <= longest]


def _uuids(count: int, first: int = 1) -> list[Any]:
    numbers = range(first, first + count)
    return [UUID(int=(4 << 76) | (8 << 60) | number) for number in numbers]


Sampler = Callable[["Field", int], list[Any]]
SAMPLERS: Mapping[str, Sampler] = {
    "str": _texts,
    "text": _texts,
    "email": _emails,
    "url": _urls,
    **dict.fromkeys(("int", "bigint", "float", "decimal"), ascending),
    "bool": lambda _field, count: [False, True][:count],
    **dict.fromkeys(("date", "datetime", "time", "duration"), ascending),
    "uuid": lambda _field, count: _uuids(count),
    "json": lambda _field, count: [{"number": n} for n in range(1, count + 1)],
}


# Kinds --------------------------------------------------------------------------


def _lists(field: Field, count: int) -> list[Any]:
    longest = count if field.max is None else field.max
    size = max(field.min or 0, min(1, longest))
    items = samples(item_of(field), count + size)
    if size and not items:
        return []
    rows = ([items[(n + i) % len(items)] for i in range(size)] for n in range(count))
    return _different(rows)


def _references(field: Field, count: int) -> list[Any]:
    """Ids of rows that are there already; a first row can refer to none of its own."""
    if field.is_self:
        return [None]
    return _keys(field, count if field.unique else min(count, REFERENCED))


def _links(field: Field, count: int) -> list[Any]:
    if field.is_self:
        return [[]]
    ids = _keys(field, REFERENCED)
    return [ids, ids[1:]][:count]


def _keys(field: Field, count: int) -> list[Any]:
    """Keys of rows that others have, of the type that the field says they have."""
    if field.type in {field.kind, "uuid"}:
        return _uuids(count, FIRST_ROW)
    if field.type in {"int", "bigint"}:
        return list(range(1, count + 1))
    return SAMPLERS[field.type](field, count)


def _unions(field: Field, count: int) -> list[Any]:
    variants = [
        [{"kind": name, **row} for row in members(fields, count)]
        for name, fields in field.variants
    ]
    mixed = chain.from_iterable(zip_longest(*variants))
    return [row for row in mixed if row is not None][:count]


def members(fields: tuple[Field, ...], count: int) -> list[dict[str, Any]]:
    """Up to `count` different values of all these fields."""
    values = {field.name: samples(field, count) for field in fields}
    if not all(values.values()):
        return []
    return _different(
        {name: some[n % len(some)] for name, some in values.items()}
        for n in range(count)
    )


def _different(values: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


KINDS: Mapping[str, Sampler] = {
    "scalar": lambda field, count: SAMPLERS[field.type](field, count),
    "enum": lambda field, count: list(field.values[:count]),
    "list": _lists,
    "ref": _references,
    "refs": _links,
    "object": lambda field, count: members(field.fields, count),
    "union": _unions,
    "computed": lambda _field, _count: [None],
}


def sample(field: Field) -> Any:
    """One value, or a `Problem` where no value could be found."""
    _check_inside(field, f"fields.{field.name}")
    return samples(field, 1)[0]


def _check_inside(field: Field, place: str) -> None:
    for variant, fields in (("", field.fields), *field.variants):
        inner = f"{place}.{variant}" if variant else place
        for one in fields:
            _check_inside(one, f"{inner}.{one.name}")
    if not samples(field, 1):
        raise Problem.about(
            place,
            "no value was found that satisfies all of its options",
            "a wider range, or a simpler pattern",
        )


def check_samples(fields: Iterable[Field]) -> None:
    """Raise where the tests of the slice would not find the values that they need."""
    fields = tuple(fields)
    if all(field.read_only or field.kind == "computed" for field in fields):
        raise Problem.about(
            "fields", "a client sets none of them", "at least one that a client sets"
        )
    for field in fields:
        _check_inside(field, f"fields.{field.name}")
        found = len(samples(field))
        if field.unique and not field.is_self and found < HOW_MANY:
            raise Problem.about(
                f"fields.{field.name}",
                f"is unique, but only {found} values satisfy its options",
                f"options with at least {HOW_MANY} values",
            )
