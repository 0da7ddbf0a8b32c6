"""Reshaping: nested objects and unions, whose stored values have to load in their new form.

A value that lost a member loads without it. One that lacks a member that is required gets
it. That a member accepts less than before cannot be checked here, and is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
class Tighter:
    """A member that may not accept what is stored."""

    place: str


Step: TypeAlias = Statement | Tighter
Fields: TypeAlias = tuple[Field, ...]


def reshaped(table: str, old: Field, new: Field) -> Iterator[Step]:
    """What it takes for stored values of one field to load as those of another."""
    return _field(old, new, Spot(table, new.name, (), new.name))


@dataclass(frozen=True)
class Spot:
    """Where a member stands: in values of a column, and in the answers."""

    table: str
    column: str
    path: tuple[str, ...]
    place: str
    conditions: tuple[str, ...] = ()
    """What holds for values of the variants that it is a member of."""

    def member(self, name: str) -> Spot:
        return replace(self, path=(*self.path, name), place=f"{self.place}.{name}")

    def variant(self, name: str) -> Spot:
        """The same in values of a variant."""
        kind = f"{self.column} #>> {_path((*self.path, 'kind'))} = '{name}'"
        conditions = (*self.conditions, kind)
        return replace(self, place=f"{self.place}.{name}", conditions=conditions)

    def fill(self, value: Any) -> Statement:
        """Give values the member that they lack, or that is null in them."""
        *above, _ = self.path
        column, path = self.column, _path(self.path)
        around = f"{column} #> {_path(above)}" if above else column
        conditions = (
            f"jsonb_typeof({around}) = 'object'",
            f"COALESCE({column} #> {path}, 'null') = 'null'",
            *self.conditions,
        )
        json_ = as_sql(json.dumps(as_json(value)))
        change = f"{column} = jsonb_set({column}, {path}, {json_})"
        where = " AND ".join(conditions)
        return execute(f"UPDATE {self.table} SET {change} WHERE {where}")

    def refuse(self, variant: str) -> Statement:
        """Stop where values are of a variant that there is no more."""
        column = f"{self.table}.{self.column}"
        wrong = f"{column}: some rows are of the variant {variant}; change them first"
        return stop_where_rows(self.table, " AND ".join(self.conditions), wrong)


def _field(old: Field, new: Field, spot: Spot) -> Iterator[Step]:
    if old.kind == new.kind == "object":
        yield from _members(old.fields, new.fields, spot)
    elif old.kind == new.kind == "union":
        after = dict(new.variants)
        for variant, fields in old.variants:
            here = spot.variant(variant)
            if variant in after:
                yield from _members(fields, after[variant], here)
            else:
                yield here.refuse(variant)
    elif not (new.type == "json" or _accepts_all(old, new)):
        yield Tighter(spot.place)


def _members(old: Fields, new: Fields, spot: Spot) -> Iterator[Step]:
    before = {one.name: one for one in old}
    for one in new:
        was, here = before.get(one.name), spot.member(one.name)
        is_lacking = was.nullable if was else not one.has_default
        if is_lacking and not one.nullable:
            yield here.fill(_value(one))
        if was:
            yield from _field(was, one, here)


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


def _path(path: Sequence[str]) -> str:
    return f"'{{{','.join(path)}}}'"
