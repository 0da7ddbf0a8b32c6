"""A custom action in the modules of its resource."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..answers.action_values import Effect
from ..answers.actions import Action
from ..answers.field_printing import written
from ..answers.names import pascal_case
from .code import INDENT, Call, call, fits, quoted
from .values import expression

if TYPE_CHECKING:
    from .slice import Slice

EFFECTS = {
    Effect.NOW: "func.now()",
    Effect.TODAY: "func.current_date()",
    Effect.USER: 'bindparam("user_id_", type_=Uuid())',
}
"""What the server puts in, as expressions of the statement."""

BROKEN = f"\n{INDENT * 2}"
"""Before the operator of a comparison that is too long for a line."""


@dataclass(frozen=True)
class ActionCode:
    """What the templates write of one action."""

    slice: Slice
    action: Action

    @property
    def constant(self) -> str:
        """The name of its statement."""
        return self.action.name.upper()

    @property
    def schema(self) -> str:
        """The class of its body; empty where it takes none."""
        if not self.action.inputs:
            return ""
        return self.slice.name.pascal + pascal_case(self.action.name)

    # The functions ------------------------------------------------------------------

    @property
    def parameters(self) -> str:
        """The parameters of the service's function, each on a line of its own."""
        unused = "" if self.action.written else "_"
        sent = f"\n    {unused}values: {self.schema}," if self.schema else ""
        return sent + ("\n    user_id: UUID," if self.action.user_fields else "")

    @property
    def verb(self) -> str:
        """What it is called in a sentence."""
        return self.action.name.replace("_", " ")

    @property
    def refusal(self) -> str:
        """What the service says of its guard."""
        return ", or `Conflict` in another state" if self.action.guard else ""

    @property
    def steps(self) -> list[str]:
        """The statements of the service's function."""
        if self.action.guard:
            return list(self._guarded())
        found = call("_one", f"await {self._execution(self.slice.scope.key)}")
        key = [f"{INDENT}key = {self.slice.scope.key}"] if self.refers else []
        return [
            *key,
            *self._bound(),
            *self._checked(),
            *found.lines(INDENT, before="return "),
        ]

    def _guarded(self) -> Iterator[str]:
        response = f"{self.slice.name.pascal}Response"
        yield f"{INDENT}key = {self.slice.scope.key}"
        yield from self._bound()
        yield from self._checked()
        yield f"{INDENT}result = await {self._execution('key')}"
        yield f"{INDENT}row = result.one_or_none()"
        yield f"{INDENT}if row is None:"
        yield f"{INDENT * 2}_one(await database.execute(GET, key))"
        refused = call("raise Conflict", quoted(self._wrong_state))
        yield from refused.lines(INDENT * 2)
        yield f"{INDENT}return {response}.model_validate(row._asdict())"

    def _bound(self) -> Iterator[str]:
        """The statements that gather the parameters, where there are more than the key."""
        key = "key" if self.action.guard or self.refers else self.slice.scope.key
        before = f"{INDENT}parameters: dict[str, Any] = "
        flat = f"{before}{' | '.join(map(str, (key, *self._given)))}"
        if self._given and fits(flat):
            yield flat
        elif self._given:
            yield f"{before}{key}"
            for part in self._given:
                yield from part.lines(INDENT, before="parameters |= ")

    @property
    def refers(self) -> bool:
        """Whether a client names rows that have owners."""
        return not {*self.action.written}.isdisjoint(self.slice.owned_references)

    def _checked(self) -> Iterator[str]:
        """The statements that refuse what others own, once the row itself is found."""
        if self.refers:
            yield f"{INDENT}_one(await database.execute(GET, key))"
            yield f"{INDENT}await OWNED.check(database, scope.owner_id, parameters)"

    @cached_property
    def _given(self) -> list[Call]:
        """What the statement is told besides the key."""
        sent = [self._sent] if self.action.written else []
        user = Call("", ('"user_id_": user_id',), "{}")
        return [*sent, user] if self.action.user_fields else sent

    @property
    def _sent(self) -> Call:
        """What is sent, and the defaults of what is not."""
        every = len(self.action.written) == len(self.action.inputs)
        names = Call("", tuple(map(quoted, self.action.written)), "{}")
        include = None if every else names
        written = [one for one in self.action.inputs if one.name in self.action.written]
        optional = [
            one.name for one in written if not one.required and not one.has_default
        ]
        if not optional:
            return call("values.model_dump", include=include)
        if not any(one.has_default for one in written):
            return call("values.model_dump", include=include, exclude_unset="True")
        unsent = f"{{{', '.join(map(quoted, optional))}}} - values.model_fields_set"
        return call("values.model_dump", include=include, exclude=unsent)

    def _execution(self, key: str) -> Call:
        given = "parameters" if self._given else key
        return call("database.execute", self.constant, given)

    @property
    def _wrong_state(self) -> str:
        states = " and ".join(
            f"{name} is {' or '.join(_told(value) for value in values)}"
            for name, values in self.action.guard.items()
        )
        human = self.slice.name.human
        return f"Cannot {self.verb} this {human}: that needs one whose {states}."

    # The statement ------------------------------------------------------------------

    @property
    def statement(self) -> str:
        """Its definition: the guard is part of it, so two callers cannot both pass."""
        steps = [("where", ["THIS", *self._conditions])]
        steps += [("values", self._changes)] if self.action.changes else []
        steps += [("returning", ["*COLUMNS"])]
        chain = "".join(f".{name}({arguments[0]})" for name, arguments in steps)
        flat = f"{self.constant} = update(TABLE){chain}"
        if fits(flat) and all(len(arguments) == 1 for _, arguments in steps):
            return flat
        lines = [line for step in steps for line in _chained(*step)]
        return "\n".join(
            [f"{self.constant} = (", f"{INDENT}update(TABLE)", *lines, ")"]
        )

    @property
    def _conditions(self) -> list[str | Call]:
        return [_condition(name, values) for name, values in self.action.guard.items()]

    @property
    def _changes(self) -> list[str | Call]:
        return [_change(name, value) for name, value in self.action.changes.items()]


def _chained(method: str, arguments: list[str | Call]) -> list[str]:
    """A call in a chain, with an argument a line where there are several."""
    made = call(f".{method}", *arguments)
    if len(arguments) == 1:
        return made.lines(INDENT)
    inner = [
        line for argument in arguments for line in _argument_lines(argument, INDENT * 2)
    ]
    return [f"{INDENT}.{method}(", *inner, f"{INDENT})"]


def _argument_lines(argument: str | Call, indent: str) -> list[str]:
    if isinstance(argument, Call):
        return argument.lines(indent, after=",")
    return [f"{indent}{argument},"]


def _condition(name: str, values: tuple[Any, ...]) -> str | Call:
    column = f"TABLE.c.{name}"
    some = [value for value in values if value is not None]
    tests: list[str | Call] = [f"{column}.is_(None)"] if len(some) < len(values) else []
    if len(some) == 1:
        tests.append(_equals(column, some[0]))
    elif some:
        tests.append(_one_of(column, some))
    return tests[0] if len(tests) == 1 else call("or_", *tests)


def _equals(column: str, value: Any) -> str | Call:
    if isinstance(value, bool):
        return f"{column}.is_({value})"
    flat = f"{column} == {_value(value)}"
    return flat if fits(f"{INDENT * 3}{flat},") else flat.replace(" ", BROKEN, 1)


def _one_of(column: str, values: list[Any]) -> Call:
    return call(f"{column}.in_", Call("", tuple(map(_value, values))))


def _value(value: Any) -> str | Call:
    return expression(value)


def _change(name: str, value: Any) -> str | Call:
    if isinstance(value, Effect):
        return f"{name}={EFFECTS[value]}"
    made = _value(value)
    if isinstance(made, Call):
        return Call(f"{name}={made.function}", made.arguments)
    return f"{name}={made}"


def _told(value: Any) -> str:
    return "null" if value is None else str(written(value))
