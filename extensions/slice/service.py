"""The service of a resource: what its functions look for, refer to, change and import."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from typing import TYPE_CHECKING, Any

from ..answers.action_values import Effect
from ..answers.actions import Action
from ..answers.field import Field
from ..answers.field_printing import written
from ..answers.names import pascal_case
from .annotations import member_of
from .literals import quoted
from .targets import Target
from .values import as_python

if TYPE_CHECKING:
    from .slice import Slice

WRITES = frozenset({"create", "update", "replace"})
"""Operations that a client sends values of fields with."""

ON_ONE = frozenset({"read", "update", "replace", "delete"})
"""Operations on one row."""


@dataclass(frozen=True)
class Reference:
    """A field with ids of rows that are looked up before it is written."""

    field: str
    model: str
    is_self: bool = False
    owner: str = ""
    """The column that says whose these rows are."""


@dataclass(frozen=True)
class Service:
    """What templates read of it."""

    slice: Slice

    @property
    def operations(self) -> frozenset[str]:
        return frozenset(self.slice.answers.operations)

    @cached_property
    def actions(self) -> tuple[CustomAction, ...]:
        return tuple(
            CustomAction(self.slice, one) for one in self.slice.answers.actions
        )

    # What it looks for ----------------------------------------------------------------

    @property
    def finds_one(self) -> bool:
        on_one = not ON_ONE.isdisjoint(self.operations)
        return on_one or bool(self.actions) or self.reads_one

    @property
    def reads_one(self) -> bool:
        """Whether a row is ever read by its id alone."""
        reads = not self.operations.isdisjoint({"read", "update"})
        checks = any(action.guards or action.refers for action in self.actions)
        return reads or checks or (self.slice.has_refs and self._writes)

    @property
    def gives_one(self) -> bool:
        return bool(self.operations - {"list", "delete"} or self.actions)

    @property
    def scopes_new(self) -> bool:
        """Whether create needs more of the scope than who owns the new row."""
        is_given = self.slice.access.bypass and not self.slice.parent
        reads_back = self.slice.has_refs and self.slice.fit.is_ours
        looks_up = self.refers or reads_back
        return self.slice.scope.is_on and bool(looks_up or not is_given)

    # What rows refer to ---------------------------------------------------------------

    @property
    def refers(self) -> bool:
        """Whether ids that a client sends are looked up."""
        return bool(self.links or self.owned or self.single)

    @property
    def links(self) -> tuple[Reference, ...]:
        """The lists of ids that are written."""
        targets = self.slice.table.targets
        return tuple(
            Reference(one.name, targets[str(one.target)].class_name)
            for one in self.slice.fields
            if one.kind == "refs" and not one.read_only and self._writes
        )

    @cached_property
    def single(self) -> tuple[Reference, ...]:
        """The ids that are written, where the database takes those of no row."""
        if self.slice.fit.enforces_references:
            return ()
        targets = self.slice.table.targets
        return tuple(
            Reference(one.name, targets[str(one.target)].class_name)
            for one in self.slice.fields
            if one.kind == "ref" and self._is_written(one)
        )

    def _is_written(self, field: Field) -> bool:
        by_actions = any(field.name in action.written for action in self.actions)
        return by_actions or (self._writes and not field.read_only)

    @cached_property
    def owned(self) -> tuple[Reference, ...]:
        """The ids of rows that have owners, if any are written."""
        is_written = self._writes or any(action.refers for action in self.actions)
        return tuple(
            Reference(name, target.class_name, target.is_self, self._owner(target))
            for name, target in self.slice.owned_references.items()
            if is_written
        )

    @property
    def referrer(self) -> str:
        """Whose rows a caller may refer to, as functions of the service know it."""
        scope = self.slice.scope
        return f"scope.{scope.owner}" if self.slice.access.is_owner else "owner_id"

    @property
    def referrer_type(self) -> str:
        """The type of that, where functions are told it beside the scope."""
        if not self.owned or self.slice.access.is_owner:
            return ""
        key = self.slice.auth.key.annotation
        return f"{key} | None" if self.slice.access.overseers else key

    def _owner(self, target: Target) -> str:
        return self.slice.scope.owner if target.is_self else target.owner

    # What it imports ------------------------------------------------------------------

    @property
    def imports(self) -> list[tuple[str, str]]:
        """Other models, and the enums of values, each with its module."""
        targets = ((one.module, one.class_name) for one in self.slice.targets)
        found = {*targets, *self.slice.table.value_classes}
        if parent := self.slice.parent:
            found.add((parent.module, parent.model))
        return sorted(found)

    @property
    def _writes(self) -> bool:
        return not WRITES.isdisjoint(self.operations)


# Actions ----------------------------------------------------------------------


@dataclass(frozen=True)
class Guard:
    """The values of which a field has to have one."""

    name: str
    values: tuple[str, ...]
    """Expressions, without null."""
    or_null: bool
    is_flag: bool
    """Whether they are truth values."""
    accepted: tuple[str, ...]
    """All of them, as they stand in a message within double quotes."""


@dataclass(frozen=True)
class Change:
    """A field that is set: to a value, or to what is known when the action is called."""

    name: str
    value: str
    effect: str = ""


@dataclass(frozen=True)
class CustomAction:
    """What templates read of one action."""

    slice: Slice
    action: Action

    @property
    def name(self) -> str:
        """As in `mark_as_read`."""
        return self.action.name

    @property
    def verb(self) -> str:
        return self.name.replace("_", " ")

    @property
    def schema(self) -> str:
        """The class of its body; empty where it takes none."""
        prefix = self.slice.name.pascal if self.action.inputs else ""
        return prefix and prefix + pascal_case(self.name)

    @property
    def needs_user(self) -> bool:
        """Whether it writes down who calls."""
        return self.action.needs_user

    @property
    def needs_body(self) -> bool:
        """Whether it cannot go without."""
        return any(one.required for one in self.action.inputs)

    # What it does ---------------------------------------------------------------------

    @property
    def guards(self) -> tuple[Guard, ...]:
        """What a row has to be like; part of the statement, so two cannot both pass."""
        return tuple(starmap(self._guard, self.action.guard.items()))

    def _guard(self, name: str, values: tuple[Any, ...]) -> Guard:
        some = [value for value in values if value is not None]
        return Guard(
            name,
            tuple(self._value(name, value) for value in some),
            or_null=len(some) < len(values),
            is_flag=isinstance(next(iter(some), None), bool),
            accepted=tuple(map(_told, values)),
        )

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(
            Change(name, "", effect=value.value)
            if isinstance(value, Effect)
            else Change(name, self._value(name, value))
            for name, value in self.action.changes.items()
        )

    def _value(self, name: str, value: Any) -> str:
        """A value of a field, of the field's own type."""
        kind = self.slice.table.classes.named.get(name)
        if kind is None or not isinstance(value, str):
            return as_python(value)
        if self.slice.has_new_model:
            return f"{kind}.{member_of(value)}"
        return f"{kind}({quoted(value)})"

    # What a client sends --------------------------------------------------------------

    @property
    def written(self) -> tuple[str, ...]:
        """The inputs that are written to the row."""
        return self.action.written

    @property
    def writes_all(self) -> bool:
        return len(self.written) == len(self.action.inputs)

    @property
    def omittable(self) -> tuple[str, ...]:
        """Those that leave the row as it is where they are not sent."""
        return tuple(
            one.name for one in self._written if not (one.required or one.has_default)
        )

    @property
    def has_defaults(self) -> bool:
        return any(one.has_default for one in self._written)

    @property
    def may_change_nothing(self) -> bool:
        """Whether it may be called without any value to set."""
        return not self.changes and len(self.omittable) == len(self.written)

    @property
    def refers(self) -> bool:
        """Whether a client names rows that are looked up."""
        single = (one.field for one in self.slice.service.single)
        return not {*self.written}.isdisjoint({*self.slice.owned_references, *single})

    @cached_property
    def _written(self) -> tuple[Field, ...]:
        return tuple(one for one in self.action.inputs if one.name in self.written)


def _told(value: Any) -> str:
    text = "null" if value is None else str(written(value))
    return json.dumps(text, ensure_ascii=False)[1:-1]
