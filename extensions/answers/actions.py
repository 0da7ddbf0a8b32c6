"""Custom actions: the `actions` answer becomes a tuple of `Action`.

`publish: {from: {status: draft}, set: {status: published, at: now}, input: {note: str?}}`
is one atomic change of a row that is in one of the guarded states.
"""

import keyword
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from .action_values import Effect, changed, guarded
from .choices import CHOICES
from .field import Field
from .field_options import check
from .field_place import Place, called
from .field_printing import describe
from .field_types import meant
from .fields import parse_members
from .names import snake_case
from .problem import shown
from .types import OPTIONS, RESERVED_IN_ROWS, RESERVED_IN_SCHEMAS

MAX_ACTIONS: Final = 20
MAX_ACTION: Final = 30

BOUNDS: Final = ("min", "max", "pattern")
TYPE: Final = (
    *("name", "kind", "type", "length", "precision", "scale", "values", "target"),
    *("fields", "variants", "nullable"),
)
"""The parts of a field that say what a value of it is."""
ALONE: Final = ("scalar", "list", "enum")
"""Kinds of input that need no field of the resource."""

PARTS: Final = ("from", "set", "input")
VERB: Final = f"a verb like publish, in snake_case, at most {MAX_ACTION} characters"

_WRITTEN = "base columns links owned owner page parent query response scope table this"
RESERVED: Mapping[str, str] = {
    **dict.fromkeys(("get", *CHOICES["operations"]), "is an operation"),
    **dict.fromkeys(_WRITTEN.split(), "hides a name of the generated code"),
    "bypass": "is a key of roles",
}
"""Names that no action may have."""


@dataclass(frozen=True)
class Action:
    """One custom action on a row."""

    name: str
    guard: Mapping[str, tuple[Any, ...]]
    """The values that fields must have; a row in another state is a conflict."""
    changes: Mapping[str, Any]
    """The values that fields get: literals of the field's type, null, or an `Effect`."""
    inputs: tuple[Field, ...]
    """What a client sends."""
    written: tuple[str, ...]
    """The inputs that are fields of the resource and are written to it."""

    @property
    def user_fields(self) -> tuple[str, ...]:
        """The fields that get who calls it."""
        return tuple(name for name in self.changes if self.changes[name] is Effect.USER)

    @property
    def needs_user(self) -> bool:
        """Whether it writes who calls it."""
        return self.user_fields != ()


def parse_actions(
    answer: Mapping[Any, Any], fields: tuple[Field, ...]
) -> tuple[Action, ...]:
    """Parse the `actions` answer against the fields; raise only `Problem`."""
    place = Place("actions", RESERVED_IN_SCHEMAS)
    if len(answer) > MAX_ACTIONS:
        place.refuse(f"has {len(answer)} actions", f"at most {MAX_ACTIONS}")
    known = {field.name: field for field in fields}
    names = [_name(name, known, place) for name in answer]
    place.check_classes(names)
    return tuple(_action(name, answer[name], known, place.at(name)) for name in names)


def _name(name: object, fields: Mapping[str, Field], place: Place) -> str:
    if not isinstance(name, str):
        place.refuse(f"YAML read a name as {called(name)}", VERB)
    if not snake_case(name) or len(name) > MAX_ACTION:
        place.refuse(f"{shown(name)} is not an action's name", VERB)
    here = place.at(name)
    if keyword.iskeyword(name) or keyword.issoftkeyword(name):
        here.refuse("is a Python keyword", "another verb")
    if name in RESERVED:
        here.refuse(RESERVED[name], "another verb, like publish")
    if name in fields:
        here.refuse("is the name of a field", f"another verb, like set_{name}")
    return name


def _action(
    name: str, parts: object, fields: Mapping[str, Field], place: Place
) -> Action:
    read = _parts(parts, place)
    guard = _values(guarded, read["from"], fields, place.at("from"))
    changes = _values(changed, read["set"], fields, place.at("set"))
    found, written = inputs(read["input"], fields, place.at("input"))
    for both in written:
        if both in changes:
            wrong = "is set by the server as well"
            place.at(f"input.{both}").refuse(wrong, "input or set, one of the two")
    return Action(name, guard, changes, found, written)


def _parts(parts: object, place: Place) -> dict[str, Mapping[Any, Any]]:
    if not isinstance(parts, Mapping):
        place.refuse(f"is {called(parts)}, not a mapping", "from, set and input")
    for part, value in parts.items():
        if part not in PARTS:
            place.refuse(f"unknown part {shown(str(part))}", ", ".join(PARTS))
        if not isinstance(value, Mapping):
            wrong = f"is {called(value)}, not a mapping"
            place.at(part).refuse(wrong, "a mapping of names of fields")
    if not parts.get("set") and not parts.get("input"):
        place.refuse("does nothing", "set, input or both")
    return {part: parts.get(part, {}) for part in PARTS}


def _values(
    reader: Callable[[Field, object, Place], Any],
    values: Mapping[Any, Any],
    fields: Mapping[str, Field],
    place: Place,
) -> dict[str, Any]:
    return {
        name: reader(_field(name, fields, place), value, place.at(name))
        for name, value in values.items()
    }


def _field(name: object, fields: Mapping[str, Field], place: Place) -> Field:
    if not isinstance(name, str):
        place.refuse(f"YAML read a name as {called(name)}", "text, in quotes")
    if name not in fields:
        here = place.at(name) if name.isidentifier() else place
        near = meant(name, tuple(fields))
        here.refuse(f"there is no field {shown(name)}{near}", ", ".join(fields))
    return fields[name]


# What a client sends ------------------------------------------------------------


def inputs(
    answer: Mapping[Any, Any], fields: Mapping[str, Field], place: Place
) -> tuple[tuple[Field, ...], tuple[str, ...]]:
    """Read what is sent, in the language of fields, and which of it is written."""
    given = parse_members(answer, replace(place, reserved=RESERVED_IN_ROWS))
    found = tuple(_input(one, fields, place.at(one.name)) for one in given)
    return found, tuple(one.name for one in found if one.name in fields)


def _input(given: Field, fields: Mapping[str, Field], place: Place) -> Field:
    for name, option in OPTIONS.items():
        if not option.nested and getattr(given, name) != getattr(_NOTHING, name):
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
    if (plain := _plain(own)) != replace(_plain(given), nullable=own.nullable):
        place.refuse("is not of the field's type", describe(plain))
    if given.nullable and not own.nullable:
        place.refuse("may be null, which the field may not", "the type without ?")
    for word in BOUNDS:
        if getattr(given, word) not in {None, getattr(own, word)}:
            place.refuse(f"{word} is not the field's", f"no {word}, the field's holds")
    found = replace(given, **{word: getattr(own, word) for word in BOUNDS})
    check(found, place)
    return found


def _plain(found: Field) -> Field:
    """Its name and type, and nothing else."""
    return Field(**{part: getattr(found, part) for part in TYPE})


_NOTHING = Field("", "scalar", "str")
