"""The difference of two states of a table, as operations in an order that works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TypeAlias

from ..answers.field import Field
from ..answers.problem import Problem
from ..slice.associations import Association
from ..slice.columns import Column
from ..slice.table import Table
from . import columns, links, values
from .casts import Carried, carried
from .operations import Create, Drop, Operation, Rename
from .reshaping import SHAPED, Tighter, steps
from .sql import sql_type
from .state import Constraint, Index, State

Part: TypeAlias = Constraint | Index
ANOTHER = "another name, so that it is a new field"


def difference(old: Table, new: Table) -> tuple[Operation, ...]:
    """What makes one of the other, without losing more than what is dropped.

    Raises:
        Problem: values cannot be carried to the type that a field is to have.
    """
    return tuple(_Difference(State(old), State(new)).operations)


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
    old: State
    new: State

    @property
    def operations(self) -> Iterator[Operation]:
        """In phases: what is in the way goes first, what depends on others comes last."""
        yield from self._dropped
        yield from self._renamed
        yield from chain.from_iterable(map(self._loosened, self._pairs))
        yield from (columns.AddColumn(self._table, one) for one in self._added)
        yield from chain.from_iterable(map(self._tightened, self._pairs))
        yield from self._created

    @property
    def _table(self) -> str:
        return self.new.table.name

    # What is the same ------------------------------------------------------------------

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The name that each field has from now on, by the one that it had."""
        return names(self.old.table.fields, self.new.table.fields)

    @cached_property
    def _pairs(self) -> list[Pair]:
        new = self.new.columns
        return [
            Pair(_called(column, self._names[name]), new[self._names[name]])
            for name, column in self.old.columns.items()
            if self._names.get(name) in new
        ]

    @cached_property
    def _linked(self) -> list[tuple[Association, Association]]:
        """Tables of links that stay, perhaps under another name."""
        new = self.new.associations
        known = (
            (one, new[self._names[name]])
            for name, one in self.old.associations.items()
            if self._names.get(name) in new
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
            and gone.isdisjoint(_columns(one))
            and (one.is_named or self._after(one) == one)
        ]

    # What goes, and what is renamed -------------------------------------------------------

    @cached_property
    def _gone(self) -> list[Column]:
        kept = {pair.name for pair in self._pairs}
        return [
            column
            for name, column in self.old.columns.items()
            if self._names.get(name) not in kept
        ]

    @property
    def _dropped(self) -> Iterator[Operation]:
        kept = {old for old, _ in self._kept}
        known: list[Part] = [*self.old.indexes, *self.old.constraints]
        for one in known:
            if one not in kept:
                yield Drop(one)
        stays = {old.name for old, _ in self._linked}
        for link in self.old.associations.values():
            if link.name not in stays:
                yield links.DropAssociation(link)
        yield from (columns.DropColumn(self._table, column) for column in self._gone)

    @property
    def _renamed(self) -> Iterator[Operation]:
        for old, new in self._names.items():
            if old != new and old in self.old.columns and new in self.new.columns:
                yield columns.RenameColumn(self._table, old, new)
        for one, after in self._kept:
            if one != after:
                yield Rename(one, after)
        for link, other in self._linked:
            if link.name != other.name:
                yield links.RenameAssociation(link, other)

    # What changes ---------------------------------------------------------------------------

    def _loosened(self, pair: Pair) -> Iterator[Operation]:
        """What gives way, and the type."""
        if pair.old.field.values and pair.old.field.values != pair.new.field.values:
            yield values.Unrestrict(self._table, pair.old, pair.new)
        if pair.new.field.nullable and not pair.old.field.nullable:
            yield columns.Release(self._table, pair.old)
        there, back = _carried(pair)
        if there.old == there.new:
            return
        if pair.old.server_default:
            yield columns.ChangeDefault(
                self._table, pair.name, pair.old.server_default, None
            )
        yield columns.ChangeType(self._table, pair.old, pair.new, there, back)

    def _tightened(self, pair: Pair) -> Iterator[Operation]:
        """What is demanded, and the default."""
        if _is_reshaped(pair):
            yield values.Reshape(self._table, pair.old, pair.new)
        if pair.old.field.nullable and not pair.new.field.nullable:
            yield columns.Require(self._table, pair.new)
        there, _ = _carried(pair)
        old = pair.old.server_default if there.old == there.new else None
        if old != pair.new.server_default:
            yield columns.ChangeDefault(
                self._table, pair.name, old, pair.new.server_default
            )
        if pair.new.field.values and pair.old.field.values != pair.new.field.values:
            yield values.Restrict(self._table, pair.old, pair.new)

    # What comes --------------------------------------------------------------------------------

    @property
    def _added(self) -> list[Column]:
        there = {pair.name for pair in self._pairs}
        return [one for name, one in self.new.columns.items() if name not in there]

    @property
    def _created(self) -> Iterator[Operation]:
        there = {after for _, after in self._kept}
        known: list[Part] = [*self.new.constraints, *self.new.indexes]
        for one in known:
            if one not in there:
                yield Create(one)
        linked = {new.name for _, new in self._linked}
        for link in self.new.associations.values():
            if link.name not in linked:
                yield links.CreateAssociation(link)


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


def _columns(one: Part) -> tuple[str, ...]:
    return one.columns if isinstance(one, Index) else (one.column,)


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
    old, new = (sql_type(one.migrated_type) for one in (pair.old, pair.new))
    there, back = carried(old, new), carried(new, old)
    if there is None or back is None:
        wrong = f"values of {pair.old.field.type} cannot become {pair.new.field.type}"
        raise Problem.about(f"fields.{pair.name}", wrong, ANOTHER)
    return there, back
