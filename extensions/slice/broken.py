"""Values that requests are refused for: one for each way in which a field can be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..answers.field import Field
from ..answers.patterns import compiled
from ..answers.ranges import beyond
from .literals import Repeated, repeated
from .mapping import item_of
from .samples import lengths, members, samples
from .values import as_json

NO_FIELD = "no_such_field"
TEXTS = frozenset({"str", "text"})
CANDIDATES = [mark * n for mark in ("!", " ", "a", "0", "~") for n in range(1, 40)]
"""Texts of which one may not match a pattern."""


@dataclass(frozen=True)
class Broken:
    """A value that a request is refused for, as JSON has it."""

    where: tuple[str | int, ...]
    """Where in a body something is wrong: the field, and places in its value."""
    why: str
    value: Any
    """That of the field."""

    @property
    def name(self) -> str:
        return str(self.where[0])


def broken(field: Field) -> Iterator[Broken]:
    """One value for each way in which the field can be wrong."""
    for why, value in _ways(field):
        yield Broken((field.name,), why, value)


def _ways(field: Field) -> Iterator[tuple[str, Any]]:
    if not field.nullable:
        yield "null", None
    if field.kind == "enum":
        yield "unknown-value", "no such value"
    elif field.kind in {"scalar", "ref"} and field.type in TEXTS:
        yield "wrong-type", 1
    elif (field.kind, field.type) != ("scalar", "json"):
        yield "wrong-type", "not of this type"
    match field.kind:
        case "scalar":
            yield from _scalars(field)
        case "list":
            yield from _lists(field)
        case "union":
            yield "no-kind", {}
            yield "unknown-kind", {"kind": "no_such_kind"}


def _scalars(field: Field) -> Iterator[tuple[str, Any]]:
    if field.type in TEXTS:
        yield from _texts(field)
    if field.is_ordered:
        for why, bound, sign in (
            ("too-small", field.min, -1),
            ("too-large", field.max, 1),
        ):
            outside = None if bound is None else beyond(field, bound, sign)
            if outside is not None:
                yield why, as_json(outside)
    if field.type == "decimal":
        yield "too-precise", f"0.{'0' * (field.scale or 0)}1"


def _texts(field: Field) -> Iterator[tuple[str, Any]]:
    shortest, longest = lengths(field)
    if field.length is not None or field.max is not None:
        yield "too-long", repeated("x", longest + 1)
    if shortest:
        yield "too-short", repeated("x", shortest - 1)
    if field.pattern is not None:
        is_match = compiled(field.pattern)
        fitting = (text for text in CANDIDATES if shortest <= len(text) <= longest)
        if unlike := next((text for text in fitting if not is_match(text)), None):
            yield "pattern", unlike


def _lists(field: Field) -> Iterator[tuple[str, Any]]:
    items = as_json(samples(item_of(field), 1))
    if field.min:
        yield "too-short", items * (field.min - 1)
    if field.max is not None and items:
        yield "too-long", Repeated(items, field.max + 1)


# Inside of lists, objects and unions ---------------------------------------------


def broken_inside(field: Field) -> Iterator[Broken]:
    """Values of a field that are refused for what is in them."""
    if field.kind == "list" and (items := as_json(samples(field, 1)[0])):
        for wrong in _short(item_of(field)):
            yield Broken((field.name, 0), wrong.why, [wrong.value, *items[1:]])
    if field.kind == "object":
        value = samples(field, 1)[0]
        yield from _members(field.fields, as_json(value), field.name)
    for name, fields in field.variants:
        value = {"kind": name, **members(fields, 1)[0]}
        yield from _members(fields, as_json(value), field.name, name)


def _members(
    fields: tuple[Field, ...], value: dict[str, Any], *place: str
) -> Iterator[Broken]:
    yield Broken((*place, NO_FIELD), "unknown", value | {NO_FIELD: 1})
    for field in fields:
        if field.required:
            others = {name: value[name] for name in value if name != field.name}
            yield Broken((*place, field.name), "missing", others)
        for wrong in (*_short(field), *broken_inside(field)):
            inside = value | {field.name: wrong.value}
            yield Broken((*place, *wrong.where), wrong.why, inside)


def _short(field: Field) -> Iterator[Broken]:
    """Wrong values that are short enough to be written down."""
    return (one for one in broken(field) if not isinstance(one.value, Repeated))
