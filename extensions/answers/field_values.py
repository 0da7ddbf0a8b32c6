"""Values of scalars: how they are read, and defaults."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Context, Decimal
from typing import Any, Final
from uuid import UUID

from .field import Field
from .field_place import Place
from .field_text import unquoted
from .problem import shown
from .types import SCALARS, ScalarType

MOMENTS: Final = ("default", "value")
"""Where the server's own time may stand as well."""

_EXACT = Context(prec=40)
_DURATION = re.compile(
    r"P(?=.)(?:(?P<weeks>\d{1,6})W)?(?:(?P<days>\d{1,6})D)?(?:T(?=.)"
    r"(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?"
    r"(?:(?P<seconds>\d{1,9})(?P<fraction>\.\d{1,6})?S)?)?",
    re.ASCII,
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_URL = re.compile(r"https?://[^\s/]+(/\S*)?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,20}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?")
_FLOAT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _finite(text: str) -> float | None:
    number = float(_matching(_FLOAT, text))
    return number if math.isfinite(number) else None


def _aware(text: str) -> datetime | None:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else None


def _naive(text: str) -> time | None:
    clock = time.fromisoformat(text)
    return None if clock.tzinfo else clock


def _duration(text: str) -> timedelta | None:
    match = _DURATION.fullmatch(text)
    if not match:
        return None
    parts = match.groupdict(default="0")
    fraction = Decimal(parts.pop("fraction")).scaleb(6)
    whole = {unit: int(number) for unit, number in parts.items()}
    return timedelta(**whole, microseconds=int(fraction))


def _url(text: str) -> str:
    from pydantic import HttpUrl  # noqa: PLC0415 - it takes long, and few fields need it

    return str(HttpUrl(_matching(_URL, text)))


_READ: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(("str", "text"), str),
    **dict.fromkeys(("int", "bigint"), lambda text: int(_matching(_WHOLE, text))),
    "email": lambda text: _matching(_EMAIL, text),
    "url": _url,
    "float": _finite,
    "decimal": lambda text: Decimal(_matching(_NUMBER, text)),
    "bool": lambda text: {"true": True, "false": False}[text],
    "date": date.fromisoformat,
    "datetime": _aware,
    "time": _naive,
    "duration": _duration,
    "uuid": lambda text: UUID(_matching(_UUID, text)),
    "json": lambda text: {"{}": {}, "[]": []}[text],
}
"""The value of a text; `None` or an error where it is none."""


def value_of(found: Field, text: str, what: str, place: Place) -> Any:
    """Read a value of the field's scalar type."""
    scalar = SCALARS[found.type]
    try:
        value = _READ[found.type](text)
    except (ValueError, KeyError, OverflowError):
        value = None
    if value is None or not _fits(found, scalar, value):
        name = f"{'an' if scalar.name[0] in 'aei' else 'a'} {scalar.name}"
        moment = f", or {scalar.moment}" if scalar.moment and what in MOMENTS else ""
        place.refuse(f"{what} {shown(text)} is not {name}", scalar.example + moment)
    return value


def _fits(found: Field, scalar: ScalarType, value: object) -> bool:
    if isinstance(value, int) and scalar.bits:
        limit = 1 << (scalar.bits - 1)
        return -limit <= value < limit
    if isinstance(value, Decimal):
        _, digits, exponent = value.as_tuple()
        scale, places = found.scale or 0, -int(exponent)
        whole = (found.precision or 0) - scale
        return places <= scale and len(digits) - places <= whole
    return True


def default(found: Field, text: str, place: Place) -> Any:
    """Read what stands after `=`."""
    value, in_quotes = unquoted(text, "default", place)
    if value.lower() in {"null", "none", "~"} and not in_quotes:
        place.refuse(f"default {value} is not a value", "? after the type, like str?")
    shows = f"default {shown(value)}"
    match found.kind:
        case "scalar" if value == SCALARS[found.type].moment:
            return value
        case "scalar":
            return stored(found, value, "default", place)
        case "enum" if value not in found.values:
            place.refuse(f"{shows} is not a value", ", ".join(found.values))
        case "enum":
            return value
        case "ref":
            wrong = f"a ref has no default, not {shown(value)}"
            place.refuse(wrong, "ref(Class) or ref(Class)?")
    if value != "[]":
        place.refuse(f"{shows} is not a list", "[]")
    return []


def stored(found: Field, text: str, what: str, place: Place) -> object:
    """Read a value as the database keeps it."""
    value = value_of(found, text, what, place)
    if isinstance(value, Decimal):
        return value.quantize(Decimal(1).scaleb(-(found.scale or 0)), context=_EXACT)
    return value
