"""Values that requests are refused for: one for each way in which a field can be wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..answers.field import Field
from ..answers.patterns import compiled
from ..answers.ranges import beyond
from .literals import Repeated, repeated
from .mapping import item_of
from .samples import lengths, members, samples
from .values import as_json


@dataclass(frozen=True)
class Broken:
    """A value that a request is refused for, as JSON has it."""

    name: str
    why: str
    value: Any


def broken(field: Field) -> Iterator[Broken]:
    """One value for each way in which the field can be wrong."""
    if not field.nullable:
        yield Broken(field.name, "null", None)
    yield from _KINDS.get(field.kind, _broken_others)(field)


def _broken_scalars(field: Field) -> Iterator[Broken]:
    if field.type in ("str", "text"):
        yield Broken(field.name, "wrong-type", 1)
        yield from _broken_texts(field)
    elif field.type != "json":
        yield Broken(field.name, "wrong-type", "not of this type")
    if field.is_ordered:
        yield from _out_of_bounds(field)
    if field.type == "decimal":
        yield Broken(field.name, "too-precise", f"0.{'0' * (field.scale or 0)}1")


def _broken_enums(field: Field) -> Iterator[Broken]:
    yield Broken(field.name, "unknown-value", "no such value")


def _broken_lists(field: Field) -> Iterator[Broken]:
    yield from _broken_others(field)
    items = samples(item_of(field), 1)
    if field.min:
        yield Broken(field.name, "too-short", as_json(items * (field.min - 1)))
    if field.max is not None and items:
        yield Broken(field.name, "too-long", Repeated(as_json(items), field.max + 1))


def _broken_unions(field: Field) -> Iterator[Broken]:
    yield from _broken_others(field)
    yield Broken(field.name, "no-kind", {})
    yield Broken(field.name, "unknown-kind", {"kind": "no_such_kind"})


def _broken_others(field: Field) -> Iterator[Broken]:
    yield Broken(field.name, "wrong-type", "not of this type")


def _broken_texts(field: Field) -> Iterator[Broken]:
    shortest, longest = lengths(field)
    if field.length is not None or field.max is not None:
        yield Broken(field.name, "too-long", repeated("x", longest + 1))
    if shortest:
        yield Broken(field.name, "too-short", repeated("x", shortest - 1))
    if field.pattern is not None:
        found = compiled(field.pattern)
        fitting = (text for text in _CANDIDATES if shortest <= len(text) <= longest)
        unlike = next((text for text in fitting if not found(text)), None)
        if unlike is not None:
            yield Broken(field.name, "pattern", unlike)


_CANDIDATES = [mark * n for mark in ("!", " ", "a", "0", "~") for n in range(1, 40)]


def _out_of_bounds(field: Field) -> Iterator[Broken]:
    for why, bound, sign in (("too-small", field.min, -1), ("too-large", field.max, 1)):
        outside = None if bound is None else beyond(field, bound, sign)
        if outside is not None:
            yield Broken(field.name, why, as_json(outside))


_KINDS: Mapping[str, Callable[[Field], Iterator[Broken]]] = {
    "scalar": _broken_scalars,
    "enum": _broken_enums,
    "list": _broken_lists,
    "union": _broken_unions,
}


# Inside of lists, objects and unions ---------------------------------------------


@dataclass(frozen=True)
class BrokenInside:
    """A value that is refused for something in it, and where that is."""

    why: str
    where: tuple[str | int, ...]
    value: Any

    def within(self, place: str | int, value: Any) -> BrokenInside:
        """The same, one level further out: in a copy of a value."""
        inside = value.copy()
        inside[place] = self.value
        return replace(self, where=(place, *self.where), value=inside)


def broken_inside(field: Field) -> Iterator[BrokenInside]:
    """Values of a field that are refused for what is in them."""
    if field.kind == "list" and samples(field, 1)[0]:
        for wrong in _plain(item_of(field)):
            yield wrong.within(0, as_json(samples(field, 1)[0]))
    if field.kind == "object":
        yield from _broken_members(field.fields, samples(field, 1)[0])
    for name, fields in field.variants:
        value = {"kind": name, **members(fields, 1)[0]}
        for wrong in _broken_members(fields, value):
            yield replace(wrong, where=(name, *wrong.where))


def _broken_members(
    fields: tuple[Field, ...], value: dict[str, Any]
) -> Iterator[BrokenInside]:
    value = as_json(value)
    unknown = BrokenInside("unknown", (), 1)
    yield unknown.within("no_such_field", value)
    for field in fields:
        if field.required:
            others = {name: value[name] for name in value if name != field.name}
            yield BrokenInside("missing", (field.name,), others)
        for wrong in (*_plain(field), *broken_inside(field)):
            yield wrong.within(field.name, value)


def _plain(field: Field) -> Iterator[BrokenInside]:
    """Wrong values that are short enough to be written down."""
    for wrong in broken(field):
        if not isinstance(wrong.value, Repeated):
            yield BrokenInside(wrong.why, (), wrong.value)
