"""Options: the words after the type, their values, and what contradicts them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from .field import Field
from .field_place import MAX_NAME, NAME, NESTED_OPTIONS, Place
from .field_printing import type_text, written
from .field_text import unquoted
from .field_types import meant
from .field_values import value_of
from .names import snake_case
from .patterns import BadPattern, compiled
from .problem import shown
from .types import OPTIONS, OnDelete, Option

LONGEST: Mapping[str, int] = {"min": 10_000, "max": 1_000_000}
"""What a length may be asked to be: tests of the slice send values at both ends."""

_WHOLE = re.compile(r"[0-9]{1,9}")


def with_options(found: Field, texts: list[str], place: Place) -> Field:
    """The field with the options that its text ends with."""
    options: dict[str, Any] = {}
    for text in texts:
        word, equals, value = text.partition("=")
        option = _option(word.strip(), found, place)
        if option.name in options:
            place.refuse(f"{option.name} stands twice", f"{option.name} once")
        if bool(equals) != bool(option.value):
            wrong = "takes no value" if equals else "has no value"
            place.refuse(f"{option.name} {wrong}", option.value or option.name)
        options[option.name] = _option_value(option, found, value.strip(), place)
    return replace(found, **options)


def _option(word: str, found: Field, place: Place) -> Option:
    if word not in OPTIONS:
        wrong = f"unknown option {shown(word)}{meant(word, tuple(OPTIONS))}"
        place.refuse(wrong, ", ".join(OPTIONS))
    option = OPTIONS[word]
    if not option.nested:
        place.refuse_inside(word, NESTED_OPTIONS)
    fits = not option.trait or getattr(found.scalar, option.trait, True)
    if found.kind not in option.kinds or not fits:
        wrong = f"{word} does not fit {type_text(found)}"
        place.refuse(wrong, f"{word} on {option.fits}")
    return option


def _option_value(option: Option, found: Field, text: str, place: Place) -> object:
    if not option.value:
        return True
    name = option.name
    value, _ = unquoted(text, name, place)
    match name:
        case "min" | "max":
            return _bound(name, found, value, place)
        case "pattern":
            _check_pattern(value, place)
        case "was" if not snake_case(value) or len(value) > MAX_NAME:
            place.refuse(f"was {shown(value)} is not a field name", NAME)
        case "on_delete" if value not in get_args(OnDelete):
            accepted = ", ".join(get_args(OnDelete))
            place.refuse(f"unknown on_delete {shown(value)}", accepted)
    return value


def _bound(word: str, found: Field, text: str, place: Place) -> object:
    if found.is_ordered:
        return value_of(found, text, word, place)
    if not _WHOLE.fullmatch(text) or int(text) > LONGEST[word]:
        accepted = f"a whole number up to {LONGEST[word]}"
        place.refuse(f"{word} {shown(text)} is not a length", accepted)
    return int(text)


def _check_pattern(text: str, place: Place) -> None:
    try:
        compiled(text)
    except BadPattern as wrong:
        accepted = "a regular expression without look-around or back-reference, "
        accepted += "with $ at its end"
        place.refuse(f"pattern {shown(text)}: {wrong}", accepted)


# What contradicts each other ------------------------------------------------------


def check(found: Field, place: Place) -> None:
    """Refuse parts that contradict each other."""
    _check_access(found, place)
    _check_relation(found, place)
    _check_bounds(found, place)
    if found.has_default and not found.has_moment:
        shows = f"default {shown(written(found.default))}"
        check_value(found, found.default, shows, place)


def _check_access(found: Field, place: Place) -> None:
    for other in ("write_only", "immutable"):
        if found.read_only and getattr(found, other):
            place.refuse(f"read_only contradicts {other}", "one of the two")
    if found.read_only and not (found.nullable or found.has_default):
        type_ = type_text(found)
        starts = {"ref": f"{type_}?", "refs": f"{type_} = []"}
        accepted = starts.get(found.kind, f"a default, or {type_}?")
        place.refuse("read_only has nothing to start with", accepted)


def _check_relation(found: Field, place: Place) -> None:
    if found.kind == "refs" and found.nullable:
        place.refuse("refs takes no ?", f"refs({found.target}), which may be empty")
    if found.on_delete == "set_null" and not found.nullable:
        accepted = f"ref({found.target})?, on_delete=set_null"
        place.refuse("on_delete=set_null needs a nullable ref", accepted)


def _check_bounds(found: Field, place: Place) -> None:
    if _above(found.min, found.max):
        low, high = written(found.min), written(found.max)
        place.refuse(f"min {low} is more than max {high}", "min up to max")
    if not found.is_text:
        return
    for word, bound in (("min", found.min), ("max", found.max)):
        if _above(bound, found.length):
            wrong = f"{word} {bound} is more than {type_text(found)} holds"
            place.refuse(wrong, f"at most {found.length}")


def check_value(found: Field, value: Any, shows: str, place: Place) -> None:
    """Refuse a value that the field would refuse from a client."""
    size = len(value) if isinstance(value, str | list) else value
    if found.is_text and _above(size, found.length):
        place.refuse(f"{shows} is too long", f"at most {found.length} characters")
    if _above(found.min, size):
        place.refuse(f"{shows} is under min", f"at least {written(found.min)}")
    if _above(size, found.max):
        place.refuse(f"{shows} is over max", f"at most {written(found.max)}")
    if found.pattern is not None and not compiled(found.pattern)(value):
        place.refuse(f"{shows} does not match the pattern", "one that matches")


def _above(value: Any, limit: Any) -> bool:
    """Compare two values of one type; one that is missing compares as no."""
    return value is not None and limit is not None and bool(value > limit)
