"""Reshaping: nested objects and unions, whose stored values have to load in their new form.

A value that lost a member loads without it. One that lacks a member that is required gets
it. That a member accepts less than before cannot be checked here, and is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..answers.field import Field
from ..answers.ranges import zero
from ..slice.samples import samples
from ..slice.values import as_json, as_sql
from .statements import Statement, execute, stop_where_rows

SHAPED = frozenset({"object", "union"})
WIDER = frozenset(
    {
        *(("str", "text"), ("email", "str"), ("email", "text"), ("url", "str")),
        *(("url", "text"), ("int", "bigint"), ("int", "float")),
    }
)
"""Types of members whose values are those of another type too."""


@dataclass(frozen=True)
class Kind:
    """That a value, or a part of it, is of a variant."""

    path: tuple[str, ...]
    variant: str

    def condition(self, column: str) -> str:
        kind = _at(column, (*self.path, "kind"), text=True)
        return f"{kind} = '{self.variant}'"


@dataclass(frozen=True)
class Lacking:
    """A member that values lack, or that is null in them."""

    path: tuple[str, ...]
    value: Any
    kinds: tuple[Kind, ...] = ()

    def statement(self, table: str, column: str) -> Statement:
        *above, _ = self.path
        value = as_sql(json.dumps(as_json(self.value)))
        conditions = [
            f"jsonb_typeof({_at(column, above)}) = 'object'",
            f"COALESCE({_at(column, self.path)}, 'null') = 'null'",
            *(kind.condition(column) for kind in self.kinds),
        ]
        change = f"{column} = jsonb_set({column}, {_path(self.path)}, {value})"
        return execute(f"UPDATE {table} SET {change} WHERE {' AND '.join(conditions)}")


@dataclass(frozen=True)
class Gone:
    """A variant that values may be of, and that there is no more."""

    kinds: tuple[Kind, ...]

    def statement(self, table: str, column: str) -> Statement:
        variant = self.kinds[-1].variant
        wrong = f"{table}.{column}: some rows are of the variant {variant}"
        condition = " AND ".join(kind.condition(column) for kind in self.kinds)
        return stop_where_rows(table, condition, f"{wrong}; change them first")


@dataclass(frozen=True)
class Tighter:
    """A member that may not accept what is stored."""

    place: str


Step: TypeAlias = Lacking | Gone | Tighter


def steps(old: Field, new: Field) -> Iterator[Step]:
    """What it takes for values of one field to load as those of another."""
    return _field(old, new, Spot((), new.name))


@dataclass(frozen=True)
class Spot:
    """Where a member stands: in values, and in the answers."""

    path: tuple[str, ...]
    place: str
    kinds: tuple[Kind, ...] = ()

    def at(self, name: str) -> Spot:
        return Spot((*self.path, name), f"{self.place}.{name}", self.kinds)

    def of_kind(self, variant: str) -> Spot:
        """The same in values of a variant."""
        kinds = (*self.kinds, Kind(self.path, variant))
        return Spot(self.path, f"{self.place}.{variant}", kinds)


def _field(old: Field, new: Field, spot: Spot) -> Iterator[Step]:
    if old.kind == new.kind == "object":
        yield from _members(old.fields, new.fields, spot)
    elif old.kind == new.kind == "union":
        yield from _variants(old, new, spot)
    elif not (new.type == "json" or _accepts_all(old, new)):
        yield Tighter(spot.place)


def _members(
    old: tuple[Field, ...], new: tuple[Field, ...], spot: Spot
) -> Iterator[Step]:
    before = {one.name: one for one in old}
    for one in new:
        was, here = before.get(one.name), spot.at(one.name)
        is_new = was is None and not one.has_default
        if not one.nullable and (is_new or (was and was.nullable)):
            yield Lacking(here.path, _value(one), spot.kinds)
        if was:
            yield from _field(was, one, here)


def _variants(old: Field, new: Field, spot: Spot) -> Iterator[Step]:
    after = dict(new.variants)
    for variant, fields in old.variants:
        here = spot.of_kind(variant)
        if variant in after:
            yield from _members(fields, after[variant], here)
        else:
            yield Gone(here.kinds)


def _accepts_all(old: Field, new: Field) -> bool:
    """Whether every value of one scalar, list or enum is one of another too."""
    if old.kind != new.kind:
        return False
    types = old.type == new.type or (old.type, new.type) in WIDER
    limits = (
        _at_most(old.length, new.length),
        _at_most(old.max, new.max),
        _at_most(new.min, old.min) if new.min is not None else True,
        new.pattern in (None, old.pattern),
        {*old.values} <= {*new.values},
        _holds_digits(old, new),
    )
    return types and all(limits)


def _at_most(one: Any, other: Any) -> bool:
    """Whether a limit is no higher than another one, where there is one."""
    return other is None or (one is not None and one <= other)


def _holds_digits(old: Field, new: Field) -> bool:
    if old.precision is None or new.precision is None:
        return True
    scale, other = old.scale or 0, new.scale or 0
    return scale <= other and old.precision - scale <= new.precision - other


def _value(field: Field) -> Any:
    """What a member gets that says least."""
    if field.has_default and not field.has_moment:
        return field.default
    number = zero(field)
    return samples(field, 1)[0] if number is None else number


def _path(path: tuple[str, ...] | list[str]) -> str:
    return f"'{{{','.join(path)}}}'"


def _at(column: str, path: tuple[str, ...] | list[str], *, text: bool = False) -> str:
    """What stands at a path in a value."""
    return f"{column} {'#>>' if text else '#>'} {_path(path)}" if path else column
