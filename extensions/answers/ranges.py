"""Ordered types as lines of whole numbers: values within bounds, and just outside."""

from __future__ import annotations

import datetime as dt
import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .fields import Field

MICROSECOND = dt.timedelta(microseconds=1)
SECOND, MINUTE, HOUR, DAY = 1_000_000, 60_000_000, 3_600_000_000, 86_400_000_000
FIRST_DAY = dt.date(2026, 1, 1)
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)
LATEST = dt.datetime.max.replace(tzinfo=dt.UTC)
EXACT = Context(prec=80)


def ascending(field: Field, count: int) -> list[Any]:
    """Up to `count` values within the field's bounds, with the widest step that fits."""
    if field.type == "float":
        return _ascending_floats(field, count)
    line = LINES[field.type](field)
    low, high = line.ends(field)
    ranges = (
        range(start, start + step * count, step)
        for step in line.steps
        for start in line.starts(field, step, step * (count - 1))
    )
    fitting = ([number for number in row if low <= number <= high] for row in ranges)
    return [line.value(number) for number in max(fitting, key=len)]


def beyond(field: Field, bound: Any, sign: int) -> Any:
    """A value outside of a bound, or `None` where the type has none."""
    if field.type == "float":
        outside = bound + sign * _step_of(bound)
        return outside if math.isfinite(outside) else None
    line = LINES[field.type](field)
    numbers = (line.number(bound) + sign * step for step in line.steps)
    lowest, highest = line.number(line.lowest), line.number(line.highest)
    fitting = (number for number in numbers if lowest <= number <= highest)
    return next(map(line.value, fitting), None)


ZEROS: Mapping[str, Any] = {"int": 0, "bigint": 0, "float": 0.0, "decimal": Decimal(0)}


def zero(field: Field) -> Any:
    """Zero as the field holds it, or `None` where it does not."""
    value = ZEROS.get(field.type)
    bounds = [bound for bound in (field.min, value, field.max) if bound is not None]
    return value if value is not None and bounds == sorted(bounds) else None


@dataclass(frozen=True)
class Line:
    """The values of a type in order: the whole number of each, and back."""

    number: Callable[[Any], int]
    value: Callable[[int], Any]
    lowest: Any
    highest: Any
    first: Any
    steps: Sequence[int] = (1,)

    def ends(self, field: Field) -> tuple[int, int]:
        """The numbers between which the values of a field lie."""
        low = self.lowest if field.min is None else field.min
        high = self.highest if field.max is None else field.max
        return self.number(low), self.number(high)

    def starts(self, field: Field, step: int, span: int) -> Iterator[int]:
        """Where values may start, the best first."""
        yield self.number(self.first)
        if field.min is not None:
            yield self.number(field.min)
        if field.max is not None:
            yield self.number(field.max) - span
        yield step


def _whole(bits: int) -> Line:
    limit = 1 << (bits - 1)
    return Line(int, int, lowest=-limit, highest=limit - 1, first=1)


def _decimal(field: Field) -> Line:
    scale = field.scale or 0
    highest = EXACT.scaleb(Decimal(10 ** (field.precision or 0) - 1), -scale)
    return Line(
        number=lambda value: int(EXACT.scaleb(value, scale)),
        value=lambda number: EXACT.scaleb(Decimal(number), -scale),
        lowest=-highest,
        highest=highest,
        first=Decimal(1),
        steps=(10**scale, 1),
    )


_INT, _BIGINT = _whole(32), _whole(64)
_DATE = Line(
    number=dt.date.toordinal,
    value=dt.date.fromordinal,
    lowest=dt.date.min,
    highest=dt.date.max,
    first=FIRST_DAY,
)
_DATETIME = Line(
    number=lambda value: (value - EARLIEST) // MICROSECOND,
    value=lambda number: EARLIEST + number * MICROSECOND,
    lowest=EARLIEST,
    highest=LATEST,
    first=NOON,
    steps=(DAY, SECOND, 1),
)
_TIME = Line(
    number=lambda value: _DATETIME.number(dt.datetime.combine(EARLIEST, value, dt.UTC)),
    value=lambda number: _DATETIME.value(number).time(),
    lowest=dt.time.min,
    highest=dt.time.max,
    first=dt.time(8),
    steps=(MINUTE, SECOND, 1),
)
_DURATION = Line(
    number=lambda value: value // MICROSECOND,
    value=lambda number: number * MICROSECOND,
    lowest=dt.timedelta(days=-(10**8)),
    highest=dt.timedelta(days=10**8),
    first=dt.timedelta(hours=1),
    steps=(HOUR, SECOND, 1),
)
LINES: Mapping[str, Callable[[Field], Line]] = {
    "int": lambda _: _INT,
    "bigint": lambda _: _BIGINT,
    "decimal": _decimal,
    "date": lambda _: _DATE,
    "datetime": lambda _: _DATETIME,
    "time": lambda _: _TIME,
    "duration": lambda _: _DURATION,
}


# Floats -----------------------------------------------------------------------


def _ascending_floats(field: Field, count: int) -> list[float]:
    low = -sys.float_info.max if field.min is None else field.min
    high = sys.float_info.max if field.max is None else field.max
    bounds = [bound for bound in (field.min, field.max) if bound is not None]
    steps = (1.0, 0.125, *map(_step_of, bounds), high / count - low / count)
    ranges = (
        [start + step * number for number in range(count)]
        for step in steps
        for start in (1.5, low, high - step * (count - 1))
    )
    fitting = (
        sorted({value for value in row if low <= value <= high})
        for row in (*ranges, bounds)
    )
    return max(fitting, key=len)


def _step_of(bound: float) -> float:
    """What makes a difference to numbers as large as this."""
    return max(1.0, abs(bound) / 1024)
