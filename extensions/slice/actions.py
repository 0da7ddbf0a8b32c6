"""A custom action: its guard, what it changes, and what a client sends with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..answers.action_values import Effect
from ..answers.actions import Action
from ..answers.field import Field
from ..answers.field_printing import written
from ..answers.names import pascal_case
from .annotations import member_of
from .literals import quoted
from .values import as_python

if TYPE_CHECKING:
    from .slice import Slice


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
    def title(self) -> str:
        """The same as a sentence begins."""
        return self.verb.capitalize()

    @property
    def schema(self) -> str:
        """The class of its body; empty where it takes none."""
        prefix = self.slice.name.pascal if self.action.inputs else ""
        return prefix and prefix + pascal_case(self.name)

    @property
    def needs_user(self) -> bool:
        return self.action.needs_user

    # What it does ---------------------------------------------------------------------

    @property
    def guards(self) -> tuple[Guard, ...]:
        """What a row has to be like; part of the statement, so two cannot both pass."""
        return tuple(
            self._guard(name, values) for name, values in self.action.guard.items()
        )

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
        return tuple(one.name for one in self._written if not _is_always_there(one))

    @property
    def has_defaults(self) -> bool:
        return any(one.has_default for one in self._written)

    @property
    def may_change_nothing(self) -> bool:
        """Whether it may be called without any value to set."""
        return not self.changes and len(self.omittable) == len(self.written)

    @property
    def refers(self) -> bool:
        """Whether a client names rows that have owners."""
        return not {*self.written}.isdisjoint(self.slice.owned_references)

    @cached_property
    def _written(self) -> tuple[Field, ...]:
        return tuple(one for one in self.action.inputs if one.name in self.written)


def _is_always_there(one: Field) -> bool:
    return one.required or one.has_default


def _told(value: Any) -> str:
    text = "null" if value is None else str(written(value))
    return json.dumps(text, ensure_ascii=False)[1:-1]
