"""Values in custom actions: guards, and what is set.

YAML has read them already: text, numbers, dates and so on. They are turned back into the
text that the field language reads, so that a value is right here if it is right as a
default. Where YAML read something else than was written, such as `no` or `1.10` for a
text, it has to stand in quotes.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NoReturn

from .field import Field
from .field_options import check_value
from .field_place import Place, called
from .field_printing import written
from .field_values import stored
from .problem import shown
from .types import SCALARS

SURE_DIGITS: Final = 15
"""How many digits of a number survive YAML's floating point."""


class Effect(StrEnum):
    """A value that is known only when the action is called."""

    NOW = "now"
    TODAY = "today"
    USER = "user"


PRINCIPALS: Mapping[str, str] = {"jwt": "User", "api_key": "ApiKey"}
"""The model of who calls, by the kind of auth."""

# What is set ---------------------------------------------------------------------


def changed(found: Field, value: object, place: Place) -> Any:
    if found.kind in {"computed", "refs"}:
        place.refuse(f"a {found.kind} field cannot be set", "another field")
    if found.immutable:
        place.refuse("is immutable, only create sets it", "a field that can change")
    for effect in _effects(found):
        if value == effect:
            return effect
    literal = _literal(found, value, "value", place)
    if found.unique and literal is not None:
        wrong = "is unique, a second row could not have the same value"
        place.refuse(wrong, "a field that is not unique")
    return literal


def _effects(found: Field) -> list[Effect]:
    moment = found.scalar.moment if found.scalar else ""
    is_principal = found.kind == "ref" and found.target in PRINCIPALS.values()
    is_user = found.type == "uuid" and found.kind == "scalar"
    effects = [Effect(moment)] if moment else []
    return [*effects, Effect.USER] if is_principal or is_user else effects


# What is asked for ---------------------------------------------------------------


def guarded(found: Field, value: object, place: Place) -> tuple[Any, ...]:
    """Read the values, one or a list, of which a field must have one."""
    values = value if isinstance(value, list) else [value]
    if not values:
        place.refuse("has no value", "a value, or a list of some")
    if found.kind in {"computed", "refs"}:
        place.refuse(f"a {found.kind} field cannot be a guard", "another field")
    if found.type == "json" and values != [None]:
        place.refuse("json values are not compared", _null(found) or "another field")
    read = [_literal(found, one, "state", place) for one in values]
    return tuple(one for at, one in enumerate(read) if one not in read[:at])


# Literals ------------------------------------------------------------------------


def _literal(found: Field, value: object, what: str, place: Place) -> Any:
    if value is None:
        if not found.nullable:
            place.refuse("cannot be null", "a value, or a field with ? after its type")
        return None
    match found.kind:
        case "scalar":
            read = stored(found, _text(found, value, place), what, place)
            check_value(found, read, f"{what} {shown(written(read))}", place)
            return read
        case "enum" if not isinstance(value, str):
            _misread(value, f"{', '.join(found.values)}, in quotes", place)
        case "enum" if value not in found.values:
            place.refuse(
                f"{what} {shown(str(value))} is not one", ", ".join(found.values)
            )
        case "enum":
            return value
        case "list" if value == [] and what == "value":
            check_value(found, [], f"{what} '[]'", place)
            return []
    return _none(found, value, what, place)


def _none(found: Field, value: object, what: str, place: Place) -> NoReturn:
    accepted = [_null(found), *(_effects(found) if what == "value" else ())]
    if found.kind == "list" and what == "value":
        accepted.append("[]")
    wrong = f"a {found.kind} field takes no {what} like {shown(str(value))}"
    place.refuse(wrong, ", ".join(filter(None, accepted)) or "another field")


def _null(found: Field) -> str:
    return "null" if found.nullable else ""


# Back to text --------------------------------------------------------------------

_ALSO: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("int", "bigint"), (int,)),
    **dict.fromkeys(("float", "decimal"), (int, float)),
    "bool": (bool,),
    "date": (date,),
    "datetime": (datetime,),
    "json": (dict, list),
}
"""What YAML may have read, besides text, where a value of a type stands."""


def _text(found: Field, value: object, place: Place) -> str:
    if type(value) not in {str, *_ALSO.get(found.type, ())}:
        _misread(value, f"{SCALARS[found.type].example}, in quotes", place)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _number(found, value, place)
    return str(value)


def _number(found: Field, value: float, place: Place) -> str:
    number = Decimal(repr(value))
    if found.type == "decimal" and len(number.as_tuple().digits) > SURE_DIGITS:
        place.refuse(f"YAML rounded the value to {value}", "the number in quotes")
    return format(number, "f") if number.is_finite() else str(number)


def _misread(value: object, accepted: str, place: Place) -> NoReturn:
    place.refuse(f"YAML read the value as {called(value)}", accepted)
