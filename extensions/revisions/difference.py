"""The difference of two states of a table, as operations in an order that works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from ..answers.field import Field
from ..answers.problem import Problem
from ..slice.associations import Association
from ..slice.columns import Column
from ..slice.constraints import Index
from ..slice.table import Table
from . import operations, values
from .casts import Carried, carried
from .operations import Operation, Part
from .reshaping import SHAPED, Tighter, steps
from .sql import sql_type

ANOTHER = "another name, so that it is a new field"


def difference(old: Table, new: Table) -> tuple[Operation, ...]:
    """What makes one of the other, without losing more than what is dropped.

    Raises:
        Problem: values cannot be carried to the type that a field is to have.
    """
    return tuple(_Difference(old, new).operations)


@dataclass(frozen=True)
class Pair:
    """A column before and after, under the name that it has after."""

    old: Column
    new: Column

    @property
    def name(self) -> str:
        return self.new.name


@dataclass(frozen=True)
class _Difference:
    old: Table
    new: Table

    @property
    def operations(self) -> Iterator[Operation]:
        """In phases: what is in the way goes first, what depends on others comes last."""
        yield from self._dropped
        yield from self._renamed
        yield from chain.from_iterable(map(self._loosened, self._pairs))
        yield from (operations.add_column(self._table, one) for one in self._added)
        yield from chain.from_iterable(map(self._tightened, self._pairs))
        yield from self._created

    @property
    def _table(self) -> str:
        return self.new.name

    @property
    def _has_names(self) -> bool:
        return self.new.fit.has_convention

    @cached_property
    def _old(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.old.columns}

    @cached_property
    def _new(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.new.columns}

    # What is the same ------------------------------------------------------------------

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The name that each field has from now on, by the one that it had."""
        return names(self.old.fields, self.new.fields)

    @cached_property
    def _pairs(self) -> list[Pair]:
        return [
            Pair(_called(column, self._names[name]), self._new[self._names[name]])
            for name, column in self._old.items()
            if self._names.get(name) in self._new
        ]

    @cached_property
    def _linked(self) -> list[tuple[Association, Association]]:
        """Tables of links that stay, perhaps under another name."""
        new = {one.field.name: one for one in self.new.associations}
        known = (
            (one, new[self._names[one.field.name]])
            for one in self.old.associations
            if self._names.get(one.field.name) in new
        )
        return [pair for pair in known if pair[0].target == pair[1].target]

    def _after(self, one: Part) -> Part:
        """It as it is called after the columns are renamed."""
        if isinstance(one, Index):
            after = tuple(self._names.get(name, name) for name in one.columns)
            return replace(one, columns=after)
        return replace(one, column=self._names.get(one.column, one.column))

    @cached_property
    def _kept(self) -> list[tuple[Part, Part]]:
        """Constraints and indexes that stay, with what they are called then."""
        new: set[Part] = {*self.new.constraints, *self.new.indexes}
        gone = {column.name for column in self._gone}
        known: list[Part] = [*self.old.constraints, *self.old.indexes]
        return [
            (one, self._after(one))
            for one in known
            if self._after(one) in new
            and gone.isdisjoint(one.columns)
            and (one.is_named or self._after(one) == one)
        ]

    # What goes, and what is renamed -------------------------------------------------------

    @cached_property
    def _gone(self) -> list[Column]:
        kept = {pair.name for pair in self._pairs}
        return [
            column
            for name, column in self._old.items()
            if self._names.get(name) not in kept
        ]

    @property
    def _dropped(self) -> Iterator[Operation]:
        kept = {old for old, _ in self._kept}
        known: list[Part] = [*self.old.indexes, *self.old.constraints]
        for one in known:
            if one not in kept:
                yield operations.drop(one)
        stays = {old.name for old, _ in self._linked}
        for link in self.old.associations:
            if link.name not in stays:
                yield operations.drop_links(link, has_names=self._has_names)
        yield from (
            operations.drop_column(self._table, column) for column in self._gone
        )

    @property
    def _renamed(self) -> Iterator[Operation]:
        for old, new in self._names.items():
            if old != new and old in self._old and new in self._new:
                yield operations.rename_column(self._table, old, new)
        for one, after in self._kept:
            if one != after:
                yield operations.rename(one, after)
        for link, other in self._linked:
            if link.name != other.name:
                yield operations.rename_links(link, other, has_names=self._has_names)

    # What changes ---------------------------------------------------------------------------

    def _loosened(self, pair: Pair) -> Iterator[Operation]:
        """What gives way, and the type."""
        if pair.old.field.values and pair.old.field.values != pair.new.field.values:
            yield values.unrestrict(self._table, pair.old, pair.new)
        if pair.new.field.nullable and not pair.old.field.nullable:
            yield operations.release(self._table, pair.old)
        there, back = _carried(pair)
        if there.old == there.new:
            return
        if pair.old.server_default:
            yield operations.change_default(
                self._table, pair.name, pair.old.server_default, None
            )
        yield operations.change_type(self._table, pair.old, pair.new, there, back)

    def _tightened(self, pair: Pair) -> Iterator[Operation]:
        """What is demanded, and the default."""
        if _is_reshaped(pair):
            yield values.reshape(self._table, pair.old, pair.new)
        if pair.old.field.nullable and not pair.new.field.nullable:
            yield operations.require(self._table, pair.new)
        there, _ = _carried(pair)
        old = pair.old.server_default if there.old == there.new else None
        if old != pair.new.server_default:
            yield operations.change_default(
                self._table, pair.name, old, pair.new.server_default
            )
        if pair.new.field.values and pair.old.field.values != pair.new.field.values:
            yield values.restrict(self._table, pair.old, pair.new)

    # What comes --------------------------------------------------------------------------------

    @property
    def _added(self) -> list[Column]:
        there = {pair.name for pair in self._pairs}
        return [one for name, one in self._new.items() if name not in there]

    @property
    def _created(self) -> Iterator[Operation]:
        there = {after for _, after in self._kept}
        known: list[Part] = [*self.new.constraints, *self.new.indexes]
        for one in known:
            if one not in there:
                yield operations.create(one)
        linked = {new.name for _, new in self._linked}
        for link in self.new.associations:
            if link.name not in linked:
                yield operations.create_links(link, has_names=self._has_names)


def names(old: tuple[Field, ...], new: tuple[Field, ...]) -> dict[str, str]:
    """The name that each old field has among the new ones, if it is still there.

    A field that says what it was is that one, unless it said so before already. What it
    was is no other field's name, so names are never traded.
    """
    before = {one.name: one for one in old}
    renamed = {
        str(one.was): one.name
        for one in new
        if one.was in before and not _said_before(one, before.get(one.name))
    }
    taken = {*renamed.values()}
    same = {
        one.name: one.name
        for one in new
        if one.name in before and one.name not in renamed and one.name not in taken
    }
    return renamed | same


def _said_before(one: Field, before: Field | None) -> bool:
    return before is not None and before.was == one.was


def _called(column: Column, name: str) -> Column:
    return replace(column, field=replace(column.field, name=name))


def _is_reshaped(pair: Pair) -> bool:
    """Whether stored values may have to change so that they load.

    Raises:
        Problem: a member accepts less than before.
    """
    if SHAPED.isdisjoint({pair.old.field.kind, pair.new.field.kind}):
        return False
    found = list(steps(pair.old.field, pair.new.field))
    for step in found:
        if isinstance(step, Tighter):
            wrong = "stored values may not fit it"
            raise Problem.about(f"fields.{step.place}", wrong, ANOTHER)
    back = steps(pair.new.field, pair.old.field)
    return bool(found or any(not isinstance(step, Tighter) for step in back))


def _carried(pair: Pair) -> tuple[Carried, Carried]:
    """How values get to the new type, and back."""
    old, new = (sql_type(one.stored.type) for one in (pair.old, pair.new))
    there, back = carried(old, new), carried(new, old)
    if there is None or back is None:
        wrong = f"values of {pair.old.field.type} cannot become {pair.new.field.type}"
        raise Problem.about(f"fields.{pair.name}", wrong, ANOTHER)
    return there, back
