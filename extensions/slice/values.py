"""One value of a field, written as Python, as JSON and as a SQL default."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from .literals import literal, quoted

MOMENTS = {"now": "now()", "today": "CURRENT_DATE"}
"""Defaults that the database computes, and the SQL that does it."""


def as_python(value: Any) -> str:
    """An expression over `Decimal`, `UUID` and `dt` (the datetime module)."""
    return _PYTHON.get(type(value), literal)(value)


def _moment(value: dt.datetime) -> str:
    """In one way for every Python: the oldest know no `dt.UTC`."""
    text = quoted(value.astimezone(dt.UTC).isoformat())
    return f"dt.datetime.fromisoformat({text})"


def _of_datetime(value: dt.date | dt.time | dt.timedelta) -> str:
    return repr(value).replace("datetime.", "dt.")


_PYTHON: Mapping[type, Callable[[Any], str]] = {
    Decimal: lambda value: f"Decimal({quoted(str(value))})",
    UUID: lambda value: f"UUID({quoted(str(value))})",
    dt.date: _of_datetime,
    dt.datetime: _moment,
    dt.time: _of_datetime,
    dt.timedelta: _of_datetime,
}


def as_json(value: Any) -> Any:
    """What the API sends for a value."""
    if isinstance(value, dict):
        return {name: as_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    write = _JSON.get(type(value))
    return write(value) if write else value


def _iso_moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _iso_duration(value: dt.timedelta) -> str:
    """As Pydantic writes it, to whom a year is 365 days."""
    sign = "-" if value < dt.timedelta(0) else ""
    years, days = divmod(abs(value).days, 365)
    return sign + _duration_text(abs(value), Y=years, D=days)


def _duration_text(value: dt.timedelta, **days: int) -> str:
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{value.microseconds:06}".rstrip("0") if value.microseconds else ""
    date = _given(**days)
    time = _given(H=hours, M=minutes, S=f"{seconds}{fraction}")
    return f"P{date}T{time}".removesuffix("T") if date or time else "PT0S"


def _given(**parts: int | str) -> str:
    return "".join(f"{n}{unit}" for unit, n in parts.items() if n not in (0, "0"))


_JSON: Mapping[type, Callable[[Any], str]] = {
    Decimal: str,
    UUID: str,
    dt.date: dt.date.isoformat,
    dt.datetime: _iso_moment,
    dt.time: dt.time.isoformat,
    dt.timedelta: _iso_duration,
}


def as_sql(value: Any) -> str:
    """A constant expression of PostgreSQL."""
    write = _SQL.get(type(value))
    return write(value) if write else _sql_text(str(as_json(value)))


def _sql_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_SQL: Mapping[type, Callable[[Any], str]] = {
    bool: json.dumps,
    **dict.fromkeys((int, float, Decimal), str),
    **dict.fromkeys((dict, list), lambda value: _sql_text(json.dumps(value))),
    # Not in years: those of PostgreSQL are no 365 days.
    dt.timedelta: lambda value: _sql_text(_duration_text(value, D=value.days)),
}


def sql_text(expression: str) -> str:
    """`sa.text(…)`, in which a colon would be read as a bind parameter."""
    escaped = expression.replace(":", chr(92) + ":")
    return f"sa.text({quoted(escaped)})"
