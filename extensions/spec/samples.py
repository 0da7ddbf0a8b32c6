"""Example values: for the API's documentation, and for the tests of the slice.

Every value returned satisfies the options of its field; `broken` values do not.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from .code import literal
from .patterns import LONGEST, compiled, matches
from .problem import Problem
from .ranges import ascending, beyond
from .values import as_json

if TYPE_CHECKING:
    from .fields import Field

HOW_MANY = 8
"""Different values that a test of a list needs of a unique field."""

DIGITS = string.digits + string.ascii_uppercase
SHORT = 10
LONGEST_LOCAL_PART = 64
"""What may stand before the @ of an address."""


def samples(field: Field, count: int = HOW_MANY) -> list[Any]:
    """Up to `count` different values, ascending; fewer where the field has fewer."""
    if field.kind == "enum":
        return list(field.values[:count])
    return SAMPLERS[field.type](field, count)


def _texts(field: Field, count: int) -> list[Any]:
    shortest, longest = _lengths(field)
    if field.pattern is not None:
        return sorted(matches(field.pattern, count, shortest, longest))
    word = field.name.replace("_", " ")
    texts = (f"{word} {n}" for n in range(1, count + 1))
    if len(word) + 2 > longest:
        texts = (digit.rjust(longest, "0")[:longest] for digit in DIGITS[1 : count + 1])
    return sorted({text.ljust(shortest, "x") for text in texts})


def _lengths(field: Field) -> tuple[int, int]:
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
    field: Field,
    word: str,
    count: int,
    write: Callable[[str], str],
) -> list[Any]:
    shortest, longest = _lengths(field)
    missing = max(0, shortest - len(write(f"{word}1")))
    texts = [write(f"{word}{'x' * missing}{n}") for n in range(1, count + 1)]
    return [text for text in texts if len(text) <= longest]


def _uuids(_field: Field, count: int) -> list[Any]:
    return [UUID(int=(4 << 76) | (8 << 60) | n) for n in range(1, count + 1)]


Sampler = Callable[["Field", int], list[Any]]
SAMPLERS: Mapping[str, Sampler] = {
    "str": _texts,
    "text": _texts,
    "email": _emails,
    "url": _urls,
    "int": ascending,
    "bigint": ascending,
    "float": ascending,
    "decimal": ascending,
    "bool": lambda _field, count: [False, True][:count],
    "date": ascending,
    "datetime": ascending,
    "time": ascending,
    "duration": ascending,
    "uuid": _uuids,
    "json": lambda _field, count: [{"number": n} for n in range(1, count + 1)],
}


def sample(field: Field) -> Any:
    """One value, or a `Problem` where no value could be found."""
    values = samples(field, 1)
    if not values:
        raise Problem.about(
            f"fields.{field.name}",
            "no value was found that satisfies all of its options",
            "a wider range, or a simpler pattern",
        )
    return values[0]


def check_samples(fields: Iterable[Field]) -> None:
    """Raise where the tests of the slice would not find the values that they need."""
    fields = tuple(fields)
    if all(field.read_only for field in fields):
        raise Problem.about(
            "fields",
            "every one is read_only",
            "at least one that a client sets",
        )
    for field in fields:
        sample(field)
        found = len(samples(field))
        if field.unique and found < HOW_MANY:
            raise Problem.about(
                f"fields.{field.name}",
                f"is unique, but only {found} values satisfy its options",
                f"options with at least {HOW_MANY} values",
            )


@dataclass(frozen=True)
class Broken:
    """A value that a request is refused for; `code` is its Python expression."""

    name: str
    why: str
    code: str


def broken(field: Field) -> Iterator[Broken]:
    """One value for each way in which the field can be wrong."""
    if not field.nullable:
        yield Broken(field.name, "null", "None")
    if field.kind == "enum":
        yield Broken(field.name, "unknown-value", literal("no such value"))
        return
    if field.type in ("str", "text"):
        yield Broken(field.name, "wrong-type", "1")
        yield from _broken_texts(field)
    elif field.type != "json":
        yield Broken(field.name, "wrong-type", literal("not of this type"))
    if field.is_ordered:
        yield from _out_of_bounds(field)
    if field.type == "decimal":
        yield Broken(field.name, "too-precise", f'"0.{"0" * (field.scale or 0)}1"')


def _broken_texts(field: Field) -> Iterator[Broken]:
    shortest, longest = _lengths(field)
    if field.length is not None or field.max is not None:
        yield Broken(field.name, "too-long", _xs(longest + 1))
    if shortest:
        yield Broken(field.name, "too-short", _xs(shortest - 1))
    if field.pattern is not None:
        found = compiled(field.pattern)
        fitting = (text for text in _CANDIDATES if shortest <= len(text) <= longest)
        unlike = next((text for text in fitting if not found(text)), None)
        if unlike is not None:
            yield Broken(field.name, "pattern", literal(unlike))


def _xs(length: int) -> str:
    return literal("x" * length) if length < SHORT else f'"x" * {length}'


_CANDIDATES = [mark * n for mark in ("!", " ", "a", "0", "~") for n in range(1, 40)]


def _out_of_bounds(field: Field) -> Iterator[Broken]:
    for why, bound, sign in (("too-small", field.min, -1), ("too-large", field.max, 1)):
        outside = None if bound is None else beyond(field, bound, sign)
        if outside is not None:
            yield Broken(field.name, why, literal(as_json(outside)))
