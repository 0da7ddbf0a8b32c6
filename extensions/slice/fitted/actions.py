"""Custom actions of a fitted resource: one guarded statement each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...answers.action_values import Effect
from ..action_code import ActionCode
from ..annotations import member_of
from ..code import INDENT, Call, call, fits, quoted
from ..values import expression

if TYPE_CHECKING:
    from .slice import FittedSlice

EFFECTS = {
    Effect.NOW: "func.now()",
    Effect.TODAY: "func.current_date()",
    Effect.USER: "user_id",
}
"""What the server puts in."""


@dataclass(frozen=True)
class FittedAction(ActionCode):
    """What the templates write of one action."""

    slice: FittedSlice

    @property
    def parameters(self) -> str:
        """The parameters of the service's function, each on a line of its own."""
        unused = "" if self.action.written else "_"
        sent = f"\n    {unused}values: {self.schema}," if self.schema else ""
        kind = self.slice.auth.key.annotation
        return sent + (f"\n    user_id: {kind}," if self.action.user_fields else "")

    @property
    def steps(self) -> list[str]:
        """The statements of the service's function."""
        return list(self._steps())

    def _steps(self) -> Iterator[str]:
        row = self.slice.statements.row
        yield from self._checked()
        yield from self._statement()
        if not self.action.guard:
            yield f"{INDENT}await changed(session, statement)"
            yield self.slice.statements.got
        else:
            yield f"{INDENT}is_changed = await changed(session, statement)"
            yield self.slice.statements.got
            yield f"{INDENT}if not is_changed:"
            refused = call("raise Conflict", quoted(self._wrong_state))
            yield from refused.lines(INDENT * 2)
        response = f"{self.slice.name.pascal}Response"
        yield f"{INDENT}return {response}.model_validate(await saved(session, {row}))"

    def _checked(self) -> Iterator[str]:
        """The statements that refuse what others own, once the row itself is found."""
        if self.refers:
            get = self.slice.statements.getting
            yield from call(f"await {get.function}", *get.arguments).lines(INDENT)
            check = call(
                "await REFERENCES.resolved",
                "session",
                str(self._sent),
                "scope.owner_id",
            )
            yield from check.lines(INDENT)

    # The statement ------------------------------------------------------------------

    def _statement(self) -> Iterator[str]:
        """The guard is part of it, so two callers cannot both pass."""
        statements = self.slice.statements
        steps = [
            call(".where", *statements.one, *self._guards),
            call(".values", *self._values),
            call(".returning", statements.column(self.slice.key.name)),
        ]
        flat = f"{INDENT}statement = update({self.slice.name.pascal})" + "".join(
            map(str, steps)
        )
        if fits(flat):
            yield flat
            return
        yield f"{INDENT}statement = ("
        yield f"{INDENT * 2}update({self.slice.entity})"
        for step in steps:
            yield from step.lines(INDENT * 2)
        yield f"{INDENT})"

    @property
    def _guards(self) -> Iterator[str | Call]:
        for name, values in self.action.guard.items():
            yield self._guard(name, values)

    def _guard(self, name: str, values: tuple[Any, ...]) -> str | Call:
        column = self.slice.statements.column(name)
        some = [value for value in values if value is not None]
        tests: list[str | Call] = (
            [f"{column}.is_(None)"] if len(some) < len(values) else []
        )
        if len(some) == 1:
            tests.append(self._equals(name, some[0]))
        elif some:
            one_of = Call("", tuple(self._written(name, value) for value in some))
            tests.append(call(f"{column}.in_", one_of))
        return tests[0] if len(tests) == 1 else call("or_", *tests)

    def _equals(self, name: str, value: Any) -> str | Call:
        column = self.slice.statements.column(name)
        if isinstance(value, bool):
            return f"{column}.is_({value})"
        flat = f"{column} == {self._written(name, value)}"
        broken = f"\n{INDENT * 3}"
        return flat if fits(f"{INDENT * 3}{flat},") else flat.replace(" ", broken, 1)

    @property
    def _values(self) -> Iterator[str | Call]:
        for name, value in self.action.changes.items():
            yield self._change(name, value)
        if self.action.written:
            yield f"**{self._sent}"
        elif not self.action.changes:
            key = self.slice.key.name
            yield f"{key}={self.slice.statements.column(key)}"

    def _change(self, name: str, value: Any) -> str | Call:
        if isinstance(value, Effect):
            return f"{name}={EFFECTS[value]}"
        made = self._written(name, value)
        if isinstance(made, Call):
            return Call(f"{name}={made.function}", made.arguments)
        return f"{name}={made}"

    def _written(self, name: str, value: Any) -> str | Call:
        """A value of a field, of the field's own type."""
        kind = self.slice.statements.enums.get(name)
        if kind is None or value is None:
            return expression(value)
        return (
            f"{kind}.{member_of(value)}"
            if self.slice.has_new_model
            else f"{kind}({quoted(value)})"
        )
