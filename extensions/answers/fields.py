"""The field language: the `fields` answer becomes a tuple of `Field`.

Owns the mapping of names to types, objects and unions; the modules `field_…` own the
parts of one field's text, `name: type[?] [= default] [, option …]`. Whatever the answer
is, it gives either fields or one `Problem`.
"""

import keyword
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from .field import Field
from .field_computed import COMPUTED, computed, resolved
from .field_options import check, with_options
from .field_place import LANGUAGE, MAX_NAME, NAME, NESTED_TYPES, TYPES, Place, called
from .field_printing import describe
from .field_text import check_text, split
from .field_types import typed
from .field_values import default
from .names import pascal_case, snake_case
from .problem import shown
from .types import RESERVED_IN_ROWS, RESERVED_IN_SCHEMAS, RESERVED_IN_VARIANTS

MAX_FIELDS: Final = 60
MIN_VARIANTS: Final = 2
MAX_VARIANTS: Final = 20

__all__ = ["MAX_FIELDS", "Field", "describe", "parse_fields", "parse_members"]


def parse_fields(answer: object) -> tuple[Field, ...]:
    """Parse the `fields` answer; raise only `Problem`."""
    top = Place("fields", RESERVED_IN_ROWS)
    if not isinstance(answer, Mapping):
        top.refuse(f"is {called(answer)}, not a mapping", LANGUAGE)
    fields = _some_members(answer, top, top)
    top.check_classes(found.name for found in fields)
    _check_renames(fields, top)
    return tuple(resolved(found, fields, top.at(found.name)) for found in fields)


def parse_members(answer: Mapping[object, object], place: Place) -> tuple[Field, ...]:
    """Parse fields that stand elsewhere, at `place`; none are some too."""
    fields = _members(answer, place)
    place.check_classes(found.name for found in fields)
    return fields


def _check_renames(fields: tuple[Field, ...], place: Place) -> None:
    """Refuse an old name that another field has or had."""
    taken = {found.name for found in fields}
    for found in fields:
        if found.was in taken:
            wrong = f"was={found.was} is the name of a field or of another's past"
            place.at(found.name).refuse(wrong, "a name that is no longer used")
        taken |= {found.was} if found.was else set()


def _some_members(
    mapping: Mapping[object, object], place: Place, inside: Place
) -> tuple[Field, ...]:
    fields = _members(mapping, inside)
    if not fields:
        place.refuse("has no field", LANGUAGE)
    return fields


def _members(mapping: Mapping[object, object], place: Place) -> tuple[Field, ...]:
    if len(mapping) > MAX_FIELDS:
        place.refuse(f"has {len(mapping)} fields", f"at most {MAX_FIELDS}")
    return tuple(
        _member(_name(key, place), value, place) for key, value in mapping.items()
    )


def _name(key: object, place: Place) -> str:
    if not isinstance(key, str):
        wrong = f"YAML read a name as {called(key)}"
        place.refuse(wrong, 'text, in quotes where YAML needs them, like "on": bool')
    if not snake_case(key) or len(key) > MAX_NAME:
        place.refuse(f"{shown(key)} is not a field name", NAME)
    here = place.at(key)
    if keyword.iskeyword(key):
        here.refuse("is a Python keyword", f"another name, like {key}_value")
    if key.startswith("model_"):
        here.refuse("starts with model_, which Pydantic keeps", "another name")
    if key in place.reserved:
        here.refuse(place.reserved[key], "another name")
    return key


def _member(name: str, value: object, place: Place) -> Field:
    here = place.at(name)
    if isinstance(value, str):
        return _from_text(name, value, here)
    if not isinstance(value, Mapping):
        wrong = "has no type" if value is None else f"is {called(value)}, not a type"
        here.refuse(wrong, TYPES)
    if "one_of" in value:
        return _union(name, value, here)
    fields = _some_members(value, here, here.inside(RESERVED_IN_SCHEMAS))
    return Field(name, "object", "object", fields=fields)


def _from_text(name: str, text: str, place: Place) -> Field:
    check_text(text, place)
    if match := COMPUTED.fullmatch(text.strip()):
        return computed(name, match[1], match[2], place)
    head, *options = split(text, place)
    written, equals, value = head.partition("=")
    found = with_options(typed(name, written.strip(), place), options, place)
    if equals:
        value = default(found, value.strip(), place)
        found = replace(found, has_default=True, default=value)
    check(found, place)
    return found


def _union(name: str, value: Mapping[object, object], place: Place) -> Field:
    accepted = "one_of alone, a mapping of variants to their fields"
    one_of = value["one_of"]
    if len(value) > 1 or not isinstance(one_of, Mapping):
        place.refuse("is not a union", accepted)
    if not MIN_VARIANTS <= len(one_of) <= MAX_VARIANTS:
        wrong = f"is a union of {len(one_of)}"
        place.refuse(wrong, f"{MIN_VARIANTS} to {MAX_VARIANTS} variants")
    place.refuse_inside("a union", NESTED_TYPES)
    variants = tuple(
        _variant(variant, fields, place) for variant, fields in one_of.items()
    )
    if len({pascal_case(variant) for variant, _ in variants}) < len(variants):
        place.refuse("two variants give one class name", "names that differ in letters")
    return Field(name, "union", "union", variants=variants)


def _variant(
    name: object, fields: object, place: Place
) -> tuple[str, tuple[Field, ...]]:
    if not isinstance(name, str) or not snake_case(name) or len(name) > MAX_NAME:
        written = shown(name) if isinstance(name, str) else called(name)
        place.refuse(f"{written} is not a variant's name", NAME)
    here = place.at(name)
    if not isinstance(fields, Mapping):
        here.refuse(f"is {called(fields)}, not a mapping", LANGUAGE)
    return name, _members(fields, here.inside(RESERVED_IN_VARIANTS))
