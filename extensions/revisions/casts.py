"""Casts: from which type to which one values can be carried, and what would be lost.

A pair that is not in the table is refused: values would be lost without a word. Each
pair can be taken back, so each stands in it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .sql import LIST, SqlType

PLAIN = "CAST({x} AS {to})"
CHANGED = "CAST(CAST({x} AS {to}) AS {back}) IS DISTINCT FROM {x}"
CHANGED_ITEMS = "CAST(CAST({x} AS {to}) AS TEXT) IS DISTINCT FROM CAST({x} AS TEXT)"
IN_UTC = "CAST({x} AS TIMESTAMP) AT TIME ZONE 'UTC'"
DAY_IN_UTC = "CAST({x} AT TIME ZONE 'UTC' AS DATE)"
DIGITS = {"int": 10, "bigint": 19}
"""Of the longest value of each."""

Holds = Callable[[SqlType, SqlType], bool]


@dataclass(frozen=True)
class Cast:
    """How a value is carried over, and the condition under which it would change."""

    using: str = PLAIN
    changed: str = ""
    holds: Holds = lambda _old, _new: False
    """Whether the new type holds every value of the old one, so that none can change."""


def _holds_digits(old: SqlType, new: SqlType) -> bool:
    precision, scale = new.sizes
    return precision - scale >= DIGITS[old.family]


def _holds_scale(old: SqlType, new: SqlType) -> bool:
    (old_precision, old_scale), (precision, scale) = old.sizes, new.sizes
    whole = precision - scale >= old_precision - old_scale
    return whole and scale >= old_scale


_LOSSY = Cast(changed=CHANGED)
_SAFE = Cast()
_NUMBERS = {
    ("int", "bigint"): _SAFE,
    ("int", "float"): _SAFE,
    ("int", "decimal"): Cast(changed=CHANGED, holds=_holds_digits),
    ("bigint", "int"): _SAFE,
    ("bigint", "float"): _LOSSY,
    ("bigint", "decimal"): Cast(changed=CHANGED, holds=_holds_digits),
    ("float", "int"): _LOSSY,
    ("float", "bigint"): _LOSSY,
    ("float", "decimal"): _LOSSY,
    ("decimal", "int"): _LOSSY,
    ("decimal", "bigint"): _LOSSY,
    ("decimal", "float"): _LOSSY,
    ("decimal", "decimal"): Cast(changed=CHANGED, holds=_holds_scale),
    ("bool", "int"): _SAFE,
    ("int", "bool"): Cast(changed="{x} NOT IN (0, 1)"),
}
_TO_TEXT = {
    (family, "text"): _SAFE
    for family in (
        *("int", "bigint", "float", "decimal", "bool"),
        *("date", "datetime", "time", "duration", "uuid"),
    )
}
_FROM_TEXT = {(text, family): _SAFE for family, text in _TO_TEXT} | {
    ("text", "decimal"): Cast(
        changed="CAST({x} AS NUMERIC) IS DISTINCT FROM CAST({x} AS {to})"
    ),
    ("text", "date"): Cast(
        changed="CAST({x} AS TIMESTAMP) IS DISTINCT FROM "
        "CAST(CAST({x} AS DATE) AS TIMESTAMP)"
    ),
}
"""A text that is none of the type stops the statement itself."""

CASTS: Mapping[tuple[str, str], Cast] = {
    ("text", "text"): _SAFE,
    **_NUMBERS,
    **_TO_TEXT,
    **_FROM_TEXT,
    ("date", "datetime"): Cast(using=IN_UTC),
    ("datetime", "date"): Cast(
        using=DAY_IN_UTC,
        changed=f"{IN_UTC.format(x=DAY_IN_UTC)} IS DISTINCT FROM {{x}}",
    ),
}


@dataclass(frozen=True)
class Carried:
    """How the values of one column are carried from one type to another."""

    old: SqlType
    new: SqlType
    cast: Cast

    def using(self, column: str) -> str | None:
        """The expression of the new value, where PostgreSQL does not know it."""
        same = self.old.family == self.new.family and self.new.family != LIST
        return None if same else self._filled(self.cast.using, column)

    def conditions(self, column: str) -> list[str]:
        """The conditions under which a value would change."""
        found = []
        if self.cast.changed and not self.cast.holds(self.old, self.new):
            found.append(self._filled(self.cast.changed, column))
        if (limit := _shorter(self.old, self.new)) is not None:
            text = column if self.old.family == "text" else f"CAST({column} AS TEXT)"
            found.append(f"length({text}) > {limit}")
        return found

    def _filled(self, template: str, column: str) -> str:
        return template.format(x=column, to=self.new.text, back=self.old.text)


def _shorter(old: SqlType, new: SqlType) -> int | None:
    """The length that some texts may not fit."""
    limit = new.length
    if limit is None or (old.length is not None and old.length <= limit):
        return None
    return limit


def carried(old: SqlType, new: SqlType) -> Carried | None:
    """How values get from one type to another, or nothing where they cannot."""
    if old == new:
        return Carried(old, new, Cast())
    if old.item and new.item:
        return _items(old, new, old.item, new.item)
    if new.item and old == new.item:
        using = "CASE WHEN {x} IS NOT NULL THEN ARRAY[{x}] END"
        return Carried(old, new, Cast(using))
    if old.item and new == old.item:
        return Carried(old, new, Cast("{x}[1]", "cardinality({x}) <> 1"))
    cast = CASTS.get((old.family, new.family))
    return Carried(old, new, cast) if cast else None


def _items(old: SqlType, new: SqlType, item: SqlType, other: SqlType) -> Carried | None:
    cast = CASTS.get((item.family, other.family))
    if cast is None or cast.using != PLAIN:
        return None
    if _shorter(item, other) is not None:
        return Carried(old, new, Cast(changed=CHANGED_ITEMS))
    is_lossy = cast.changed and not cast.holds(item, other)
    return Carried(old, new, Cast(changed=CHANGED if is_lossy else ""))
