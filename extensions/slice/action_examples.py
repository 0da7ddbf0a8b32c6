"""What the tests of custom actions send and expect, as JSON has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..answers.action_values import Effect
from ..answers.actions import Action
from ..answers.field import Field
from .broken import NO_FIELD, Broken, broken
from .samples import samples
from .values import as_json

Row = dict[str, Any]


@dataclass(frozen=True)
class ActionExample:
    """What tests know of one action."""

    action: Action
    fields: Mapping[str, Field]
    """Those of the resource."""

    @property
    def name(self) -> str:
        """As paths have it."""
        return self.action.name.replace("_", "-")

    # What is sent ---------------------------------------------------------------

    @property
    def input(self) -> Row:
        return {one.name: as_json(samples(one)[-1]) for one in self.action.inputs}

    @property
    def required(self) -> list[str]:
        """The inputs that it must have."""
        return [one.name for one in self.action.inputs if one.required]

    @property
    def broken(self) -> list[Broken]:
        """Inputs that it is refused for."""
        found = [wrong for one in self.action.inputs for wrong in broken(one)]
        return [*found, Broken((NO_FIELD,), "unknown", None)]

    # What comes of it -------------------------------------------------------------

    @property
    def before(self) -> Row:
        """Values of a row that it may be called for."""
        guard, changes = self.action.guard, self.action.changes
        found = {name: values[0] for name, values in guard.items()}
        for name in changes:
            others = self._others(name, (changes[name],))
            if name not in guard and others:
                found[name] = others[0]
        return {name: as_json(value) for name, value in found.items()}

    @property
    def elsewhere(self) -> Row:
        """Values of a row that it may not be called for; empty where it always may."""
        for name, values in self.action.guard.items():
            if others := self._others(name, values):
                return self.before | {name: as_json(others[0])}
        return {}

    def _others(self, name: str, values: tuple[Any, ...]) -> list[Any]:
        """Values of a field that are none of these."""
        field = self.fields[name]
        found = [] if field.kind == "ref" else samples(field)
        nothing = [None] if field.nullable else []
        return [value for value in (*found, *nothing) if value not in values]

    @property
    def after(self) -> Row:
        """What it leads to, of what answers show."""
        known = {
            name: as_json(value)
            for name, value in self.action.changes.items()
            if not isinstance(value, Effect)
        }
        known |= {name: self.input[name] for name in self.action.written}
        return {name: value for name, value in known.items() if self._is_shown(name)}

    @property
    def effects(self) -> dict[str, Effect]:
        """What the server puts into fields that answers show."""
        return {
            name: value
            for name, value in self.action.changes.items()
            if isinstance(value, Effect) and self._is_shown(name)
        }

    def _is_shown(self, name: str) -> bool:
        return not self.fields[name].write_only

    @property
    def is_final(self) -> bool:
        """Whether it cannot be called twice: what it sets is outside its guard."""
        changes = self.action.changes
        return any(
            name in changes and changes[name] not in values
            for name, values in self.action.guard.items()
        )
