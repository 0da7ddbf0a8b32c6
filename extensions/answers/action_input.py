"""What a client sends with a custom action, in the language of fields."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NoReturn

from .field import Field
from .field_checks import check
from .field_place import Place
from .field_printing import describe
from .fields import parse_members
from .types import OPTIONS, RESERVED_IN_ROWS

BOUNDS: Final = ("min", "max", "pattern")
ALONE: Final = ("scalar", "list", "enum")
"""Kinds of input that need no field of the resource."""


def inputs(
    answer: Mapping[Any, Any], fields: Mapping[str, Field], place: Place
) -> tuple[tuple[Field, ...], tuple[str, ...]]:
    given = parse_members(answer, replace(place, reserved=RESERVED_IN_ROWS))
    found = tuple(_input(one, fields, place.at(one.name)) for one in given)
    return found, tuple(one.name for one in found if one.name in fields)


def _input(given: Field, fields: Mapping[str, Field], place: Place) -> Field:
    for name, option in OPTIONS.items():
        if not option.nested and getattr(given, name) != getattr(_PLAIN, name):
            place.refuse(f"{name} means nothing here", "the type, default and bounds")
    if given.name in fields:
        return _written(given, fields[given.name], place)
    if given.kind not in ALONE:
        wrong = f"{given.kind} is only sent for a field of the resource"
        place.refuse(wrong, "scalars, list and enum, or the name of such a field")
    return given


def _written(given: Field, own: Field, place: Place) -> Field:
    """The input that is written to a field, within the bounds of the field."""
    for word in ("read_only", "immutable"):
        if getattr(own, word):
            place.refuse(f"the field is {word}", "set, or another name")
    if own.kind in {"computed", "refs"}:
        place.refuse(f"a {own.kind} field is not written", "another name")
    if _shape(given) != _shape(own):
        _differs(own, place)
    if given.nullable and not own.nullable:
        place.refuse("may be null, which the field may not", "the type without ?")
    for word in BOUNDS:
        if getattr(given, word) not in {None, getattr(own, word)}:
            place.refuse(f"{word} is not the field's", f"no {word}, the field's holds")
    found = replace(given, **{word: getattr(own, word) for word in BOUNDS})
    check(found, place)
    return found


_PLAIN = Field("", "scalar", "str")


def _shape(found: Field) -> Field:
    """Its type and nothing else."""
    return replace(
        _PLAIN,
        kind=found.kind,
        type=found.type,
        length=found.length,
        precision=found.precision,
        scale=found.scale,
        values=found.values,
        target=found.target,
        fields=found.fields,
        variants=found.variants,
    )


def _differs(own: Field, place: Place) -> NoReturn:
    plain = replace(_shape(own), name=own.name, nullable=own.nullable)
    place.refuse("is not of the field's type", describe(plain))
