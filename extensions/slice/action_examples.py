"""What the tests of custom actions send and expect, as JSON has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..answers.action_values import Effect
from ..answers.actions import Action
from ..answers.field import Field
from .broken import Broken, broken
from .samples import HOW_MANY, samples
from .values import as_json

UNKNOWN = "no_such_field"


@dataclass(frozen=True)
class ActionExamples:
    """What tests know of the actions of a resource, by their names in paths."""

    actions: tuple[Action, ...]
    fields: tuple[Field, ...]
    renewed: tuple[str, ...] = ("updated_at",)
    """What the server sets anew with every change, computed fields aside."""

    @cached_property
    def _fields(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    @property
    def _with_input(self) -> list[Action]:
        return [action for action in self.actions if action.inputs]

    # What is sent ---------------------------------------------------------------

    @property
    def inputs(self) -> dict[str, dict[str, Any]]:
        return {_kebab(one): as_json(_input(one)) for one in self._with_input}

    @property
    def required(self) -> list[tuple[str, str]]:
        """An action and an input that it must have."""
        return [
            (_kebab(action), field.name)
            for action in self._with_input
            for field in action.inputs
            if field.required
        ]

    @property
    def optional(self) -> list[str]:
        """The actions whose input can be left out altogether."""
        return [
            _kebab(action)
            for action in self._with_input
            if not any(field.required for field in action.inputs)
        ]

    @property
    def broken(self) -> list[tuple[str, Broken]]:
        """An action, and an input that it is refused for."""
        return [
            (_kebab(action), wrong)
            for action in self._with_input
            for wrong in _broken(action)
        ]

    # What comes of it -------------------------------------------------------------

    @property
    def before(self) -> dict[str, dict[str, Any]]:
        """Values of a row that each action may be called for."""
        return {_kebab(one): as_json(self._before(one)) for one in self.actions}

    def _before(self, action: Action) -> dict[str, Any]:
        others = {
            name: self._other(name, (action.changes[name],))
            for name in action.changes
            if name not in action.guard
        }
        guard = {name: values[0] for name, values in action.guard.items()}
        return guard | {name: others[name][0] for name in others if others[name]}

    def _other(self, name: str, values: tuple[Any, ...]) -> list[Any]:
        """Values of a field that are none of these."""
        field = self._fields[name]
        found = [] if field.kind == "ref" else samples(field)
        found = [*found, *([None] if field.nullable else [])]
        return [value for value in found if value not in values]

    @property
    def after(self) -> dict[str, dict[str, Any]]:
        """What each of them leads to, of what answers show."""
        return {_kebab(one): as_json(self._after(one)) for one in self.actions}

    def _after(self, action: Action) -> dict[str, Any]:
        changes = action.changes
        literals = {
            name: changes[name]
            for name in changes
            if not isinstance(changes[name], Effect)
        }
        values = literals | _values(action, lambda field: field.name in action.written)
        return {name: values[name] for name in values if self._is_shown(name)}

    def _is_shown(self, name: str) -> bool:
        return not self._fields[name].write_only

    @property
    def followed(self) -> dict[str, list[str]]:
        """What the server sets besides."""
        computed = [field.name for field in self.fields if field.kind == "computed"]
        always = [*self.renewed, *computed]
        return {_kebab(one): [*always, *self._effects(one)] for one in self.actions}

    def _effects(self, action: Action, *kinds: Effect) -> list[str]:
        return [
            name
            for name, value in action.changes.items()
            if isinstance(value, Effect)
            and (not kinds or value in kinds)
            and self._is_shown(name)
        ]

    @property
    def stamps(self) -> list[tuple[str, str]]:
        """An action and a field that gets the moment."""
        return self._with_effect(Effect.NOW)

    @property
    def dates(self) -> list[tuple[str, str]]:
        """An action and a field that gets the day."""
        return self._with_effect(Effect.TODAY)

    @property
    def signs(self) -> list[tuple[str, str]]:
        """An action and a field that gets who called it."""
        return self._with_effect(Effect.USER)

    def _with_effect(self, effect: Effect) -> list[tuple[str, str]]:
        return [
            (_kebab(action), name)
            for action in self.actions
            for name in self._effects(action, effect)
        ]

    # Guards -----------------------------------------------------------------------

    @property
    def elsewhere(self) -> dict[str, dict[str, Any]]:
        """Values of a row that an action may not be called for."""
        return {
            _kebab(action): as_json(self._before(action) | {name: others[0]})
            for action in self.actions
            for name, others in self._ways_out(action)
        }

    def _ways_out(self, action: Action) -> list[tuple[str, list[Any]]]:
        """A field of the guard, and the values with which it fails."""
        found = [(name, self._other(name, action.guard[name])) for name in action.guard]
        return [(name, others) for name, others in found if others][:1]

    @property
    def once(self) -> list[str]:
        """The actions after which their guard fails."""
        return [_kebab(action) for action in self.actions if _is_final(action)]


def _kebab(action: Action) -> str:
    return action.name.replace("_", "-")


def _is_final(action: Action) -> bool:
    """Whether it cannot be called twice: what it sets is outside its guard."""
    return any(
        name in action.changes and action.changes[name] not in values
        for name, values in action.guard.items()
    )


def _input(action: Action) -> dict[str, Any]:
    return _values(action, lambda _field: True)


def _values(action: Action, is_meant: Callable[[Field], bool]) -> dict[str, Any]:
    return {
        field.name: samples(field, HOW_MANY)[-1]
        for field in action.inputs
        if is_meant(field)
    }


def _broken(action: Action) -> Iterator[Broken]:
    for field in action.inputs:
        yield from broken(field)
    yield Broken(UNKNOWN, "unknown", None)
