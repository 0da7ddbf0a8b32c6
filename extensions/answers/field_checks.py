"""Checks across the parts of one field."""

from typing import Any

from .field import Field
from .field_place import Place
from .field_printing import type_text, written
from .patterns import compiled
from .problem import shown


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
