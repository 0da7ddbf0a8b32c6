"""The difference of two states of a table, as operations in an order that works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from ..answers.field import Field
from ..answers.problem import Problem
from ..slice.columns import Column, Index
from ..slice.table import Table
from ..slice.targets import Association
from . import operations
from .casts import Carried, carried
from .operations import Operation, Part
from .reshaping import SHAPED, Tighter, reshaped
from .sql import sql_type

ANOTHER = "another name, so that it is a new field"

Pair: TypeAlias = tuple[Column, Column]
"""A column before and after, both under the name that it has after."""


def difference(old: Table, new: Table) -> tuple[Operation, ...]:
    """What makes one of the other, without losing more than what is dropped.

    Raises:
        Problem: values cannot be carried to the type that a field is to have.
    """
    return tuple(_Difference(old, new).operations)


@dataclass(frozen=True)
class _Difference:
    old: Table
    new: Table

    @property
    def operations(self) -> Iterator[Operation]:
        """In phases: what is in the way goes first, what depends on others comes last."""
        table = self.new.qualified
        yield from self._dropped
        yield from self._renamed
        for pair in self._pairs:
            yield from _loosened(table, *pair)
        there = {new.name for _, new in self._pairs}
        for column in self.new.columns:
            if column.name not in there:
                yield operations.add_column(table, column)
        for pair in self._pairs:
            yield from _tightened(table, *pair)
        yield from self._created

    # What is the same ------------------------------------------------------------------

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The name that each field has from now on, by the one that it had."""
        return names(self.old.fields, self.new.fields)

    @cached_property
    def _pairs(self) -> list[Pair]:
        new = {column.name: column for column in self.new.columns}
        known = ((one, self._names.get(one.name, "")) for one in self.old.columns)
        return [(_called(one, name), new[name]) for one, name in known if name in new]

    @cached_property
    def _linked(self) -> Mapping[str, tuple[Association, Association]]:
        """Tables of links that stay, perhaps under another name, by the old one."""
        new = {one.field.name: one for one in self.new.associations}
        found = {}
        for one in self.old.associations:
            after = new.get(self._names.get(one.field.name, ""))
            if after and after.target == one.target:
                found[one.name] = one, after
        return found

    @cached_property
    def _kept(self) -> Mapping[Part, Part]:
        """Constraints and indexes that stay, with what they are called then."""
        new = {*_parts(self.new)}
        gone = {column.name for column in self._gone}
        return {
            one: after
            for one in _parts(self.old)
            if (after := self._after(one)) in new
            and gone.isdisjoint(one.columns)
            and (one.is_named or after == one)
        }

    def _after(self, one: Part) -> Part:
        """It as it is called after the columns are renamed."""
        columns = tuple(self._names.get(name, name) for name in one.columns)
        if isinstance(one, Index):
            return replace(one, columns=columns)
        return replace(one, column=columns[0])

    # What goes, and what is renamed ----------------------------------------------------

    @property
    def _gone(self) -> list[Column]:
        kept = {new.name for _, new in self._pairs}
        known = self.old.columns
        return [one for one in known if self._names.get(one.name) not in kept]

    @property
    def _dropped(self) -> Iterator[Operation]:
        for one in _parts(self.old):
            if one not in self._kept:
                yield operations.drop(one)
        for link in self.old.associations:
            if link.name not in self._linked:
                yield operations.drop_links(link, has_names=self._has_names)
        for column in self._gone:
            yield operations.drop_column(self.new.qualified, column)

    @property
    def _has_names(self) -> bool:
        return self.new.fit.has_convention

    @property
    def _renamed(self) -> Iterator[Operation]:
        columns = {column.name for column in self.old.columns}
        kept = {new.name for _, new in self._pairs}
        for old, new in self._names.items():
            if old != new and old in columns and new in kept:
                yield operations.rename_column(self.new.qualified, old, new)
        for one, after in self._kept.items():
            if one != after:
                yield operations.rename(one, after)
        for link, other in self._linked.values():
            if link.name != other.name:
                yield operations.rename_links(link, other, has_names=self._has_names)

    # What comes ------------------------------------------------------------------------

    @property
    def _created(self) -> Iterator[Operation]:
        there = {*self._kept.values()}
        for one in _parts(self.new):
            if one not in there:
                yield operations.create(one)
        linked = {new.name for _, new in self._linked.values()}
        for link in self.new.associations:
            if link.name not in linked:
                yield operations.create_links(link, has_names=self._has_names)


def _parts(table: Table) -> list[Part]:
    """Constraints before indexes, which is the order they come and go in."""
    return [*table.constraints, *table.indexes]


def _called(column: Column, name: str) -> Column:
    return replace(column, field=replace(column.field, name=name))


def names(old: tuple[Field, ...], new: tuple[Field, ...]) -> dict[str, str]:
    """The name that each old field has among the new ones, if it is still there.

    A field that says what it was is that one, unless it said so before already. What it
    was is no other field's name, so names are never traded.
    """
    before = {one.name: one for one in old}
    said = {one.name: one.was for one in old}
    renamed = {
        str(one.was): one.name
        for one in new
        if one.was in before and said.get(one.name) != one.was
    }
    taken = {*renamed.values()}
    same = {
        one.name: one.name
        for one in new
        if one.name in before and one.name not in renamed and one.name not in taken
    }
    return renamed | same


# What changes of a column -------------------------------------------------------------


def _loosened(table: str, old: Column, new: Column) -> Iterator[Operation]:
    """What gives way, and the type."""
    if old.field.values and old.field.values != new.field.values:
        yield operations.unrestrict(table, old, new)
    if new.field.nullable and not old.field.nullable:
        yield operations.release(table, old)
    there, back = _carried(old, new)
    if there.old == there.new:
        return
    if old.server_default:
        yield operations.change_default(table, new.name, old.server_default, None)
    yield operations.change_type(table, old, new, there, back)


def _tightened(table: str, old: Column, new: Column) -> Iterator[Operation]:
    """What is demanded, and the default."""
    if _is_reshaped(table, old.field, new.field):
        yield operations.reshape(table, old, new)
    if old.field.nullable and not new.field.nullable:
        yield operations.require(table, new)
    there, _ = _carried(old, new)
    default = old.server_default if there.old == there.new else None
    if default != new.server_default:
        yield operations.change_default(table, new.name, default, new.server_default)
    if new.field.values and old.field.values != new.field.values:
        yield operations.restrict(table, old, new)


def _is_reshaped(table: str, old: Field, new: Field) -> bool:
    """Whether stored values may have to change so that they load.

    Raises:
        Problem: a member accepts less than before.
    """
    if SHAPED.isdisjoint({old.kind, new.kind}):
        return False
    found = list(reshaped(table, old, new))
    for step in found:
        if isinstance(step, Tighter):
            wrong = "stored values may not fit it"
            raise Problem.about(f"fields.{step.place}", wrong, ANOTHER)
    back = reshaped(table, new, old)
    return bool(found) or any(not isinstance(step, Tighter) for step in back)


def _carried(old: Column, new: Column) -> tuple[Carried, Carried]:
    """How values get to the new type, and back."""
    before, after = sql_type(old.stored.type), sql_type(new.stored.type)
    there, back = carried(before, after), carried(after, before)
    if there is None or back is None:
        wrong = f"values of {old.field.type} cannot become {new.field.type}"
        raise Problem.about(f"fields.{new.name}", wrong, ANOTHER)
    return there, back
