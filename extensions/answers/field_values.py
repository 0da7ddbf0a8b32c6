"""Values of scalars: how they are read, and defaults."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Context, Decimal
from functools import partial
from types import MappingProxyType
from typing import Any, Final, NoReturn
from uuid import UUID

from .field import Field
from .field_place import Place
from .field_text import unquoted
from .problem import shown
from .types import SCALARS, Kind, ScalarType

MOMENTS: Final = frozenset({"default", "value"})
"""Where the server's own time may stand as well."""

_EXACT = Context(prec=40)
_DURATION = re.compile(
    r"P(?=.)(?:(\d{1,6})W)?(?:(\d{1,6})D)?"
    r"(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})(?:\.(\d{1,6}))?S)?)?",
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


def _finite(text: str) -> float:
    number = float(_matching(_FLOAT, text))
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


def _naive(text: str) -> time:
    clock = time.fromisoformat(text)
    if clock.tzinfo is not None:
        raise ValueError(text)
    return clock


def _duration(text: str) -> timedelta:
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(text)
    units = ("weeks", "days", "hours", "minutes", "seconds")
    parts = {unit: int(match[n] or 0) for n, unit in enumerate(units, start=1)}
    return timedelta(**parts, microseconds=int((match[6] or "").ljust(6, "0")))


def _url(text: str) -> str:
    from pydantic import HttpUrl  # noqa: PLC0415 - it takes long, and few fields need it

    return str(HttpUrl(text))


_READ: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "str": str,
        "text": str,
        "email": partial(_matching, _EMAIL),
        "url": lambda text: _url(_matching(_URL, text)),
        "int": lambda text: int(_matching(_WHOLE, text)),
        "bigint": lambda text: int(_matching(_WHOLE, text)),
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
)


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
        return _fits_decimal(value, found.precision or 0, found.scale or 0)
    return True


def _fits_decimal(value: Decimal, precision: int, scale: int) -> bool:
    _, digits, exponent = value.as_tuple()
    places = -int(exponent)
    return places <= scale and len(digits) - places <= precision - scale


# Defaults ------------------------------------------------------------------


def default(found: Field, text: str, place: Place) -> Any:
    """Read what stands after `=`."""
    value, in_quotes = unquoted(text, "default", place)
    if value.lower() in {"null", "none", "~"} and not in_quotes:
        place.refuse(f"default {value} is not a value", "? after the type, like str?")
    return _DEFAULTS[found.kind](found, value, place)


def _default_of_scalar(found: Field, text: str, place: Place) -> object:
    if text == SCALARS[found.type].moment:
        return text
    return stored(found, text, "default", place)


def stored(found: Field, text: str, what: str, place: Place) -> object:
    """Read a value as the database keeps it."""
    value = value_of(found, text, what, place)
    if isinstance(value, Decimal):
        return value.quantize(Decimal(1).scaleb(-(found.scale or 0)), context=_EXACT)
    return value


def _default_of_enum(found: Field, text: str, place: Place) -> object:
    if text not in found.values:
        place.refuse(f"default {shown(text)} is not a value", ", ".join(found.values))
    return text


def _default_of_many(_: Field, text: str, place: Place) -> object:
    if text != "[]":
        place.refuse(f"default {shown(text)} is not a list", "[]")
    return []


def _default_of_ref(_: Field, text: str, place: Place) -> NoReturn:
    wrong = f"a ref has no default, not {shown(text)}"
    place.refuse(wrong, "ref(Class) or ref(Class)?")


_DEFAULTS: Mapping[Kind, Callable[[Field, str, Place], object]] = MappingProxyType(
    {
        "scalar": _default_of_scalar,
        "enum": _default_of_enum,
        "list": _default_of_many,
        "refs": _default_of_many,
        "ref": _default_of_ref,
    }
)
