"""The requests that a resource answers, as its tests send them, and who may send which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .code import INDENT, block, call, literal, quoted
from .routes import OPERATIONS, Route

if TYPE_CHECKING:
    from .slice import Slice

BODIES = {"create": "new_body()", "update": "CHANGES", "replace": "replacement()"}
"""What goes with an operation: expressions over the other examples."""

STRANGE_ROLES = ("visitor", "passer_by", "nobody")


@dataclass(frozen=True)
class Requests:
    """The requests of one resource."""

    slice: Slice

    @property
    def of_one(self) -> str:
        """Cases of those about one row; empty where there is none."""
        chosen = [route for route in self.slice.routes if route.operation.on_one]
        return block(map(_case, chosen)) if chosen else ""

    @property
    def every(self) -> str:
        """Cases of all of them."""
        cases = [
            _case(route) for route in self.slice.routes if not route.operation.on_one
        ]
        return block([*cases, "*OF_ONE,"] if self.of_one else cases)

    # Roles --------------------------------------------------------------------

    @property
    def restricted(self) -> str:
        """Cases of those that want a role, and the roles; empty where none does."""
        cases = [
            _case(route, literal(route.roles), module="examples.")
            for route in self.slice.routes
            if route.roles
        ]
        return block(cases) if cases else ""

    @property
    def open(self) -> str:
        """Cases of those that want none, where others do."""
        cases = [
            _case(route, module="examples.")
            for route in self.slice.routes
            if not route.roles
        ]
        return block(cases) if cases and self.restricted else ""

    @property
    def _every_role(self) -> tuple[str, ...]:
        return self.slice.access.every_role

    @property
    def _bypass(self) -> tuple[str, ...]:
        return self.slice.access.bypass

    @property
    def is_overseen(self) -> bool:
        """Whether who may do everything reaches rows of others, too."""
        return not {*self._every_role}.isdisjoint(self._bypass)

    @property
    def roles(self) -> str:
        """Roles that together may do everything; empty where none is asked for."""
        return _tuple(self._every_role)

    @property
    def stranger_roles(self) -> str:
        """They without those that reach rows of others, where that differs."""
        return _tuple(self._stranger_roles) if self.is_overseen else ""

    @property
    def _stranger_roles(self) -> tuple[str, ...]:
        return tuple(role for role in self._every_role if role not in self._bypass)

    @property
    def overseer_roles(self) -> str:
        """Roles that together may do everything with all rows."""
        return _tuple(sorted({*self._every_role, *self._bypass[:1]}))

    @property
    def other_role(self) -> str:
        """A role that nothing asks for."""
        known = {*self._every_role, *self._bypass}
        return next(role for role in STRANGE_ROLES if role not in known)

    @property
    def caller(self) -> str:
        """The arguments that make somebody who may do everything."""
        return "app, *examples.ROLES" if self.roles else "app"

    @property
    def first_caller(self) -> str:
        """The same for the one whom rows belong to, who is known beforehand if need be."""
        owned = self.slice.relations.owned
        return f"{self.caller}, id=examples.CALLER_ID" if owned else self.caller

    @property
    def stranger(self) -> str:
        """The arguments that make somebody else."""
        if not self.is_overseen:
            return self.caller
        return "app, *examples.STRANGER_ROLES" if self._stranger_roles else "app"

    @property
    def of_strangers(self) -> str:
        """Cases of those about one row that not only an overseer may send."""
        chosen = [
            _case(route, module="examples.")
            for route in self.slice.routes
            if route.operation.on_one and self._may_send(route)
        ]
        return block(chosen) if chosen else ""

    def _may_send(self, route: Route) -> bool:
        return not route.roles or not {*route.roles} <= {*self._bypass}


def _tuple(roles: Iterable[str]) -> str:
    roles = list(roles)
    return block((f"{quoted(role)}," for role in roles), "()") if roles else ""


def _case(route: Route, *more: str, module: str = "") -> str:
    """`pytest.param(method, below, body, id=operation),` as an entry of a block."""
    below = "/{id}" if route.operation.on_one else ""
    if route.name not in OPERATIONS:
        below += f"/{route.kebab}"
    made = call(
        "pytest.param",
        quoted(route.operation.method),
        quoted(below),
        _body(route, module),
        *more,
        id=quoted(route.name),
    )
    return "\n".join(made.lines(INDENT, after=",")).removeprefix(INDENT)


def _body(route: Route, module: str) -> str:
    if route.action and route.action.action.inputs:
        return f"{module}INPUTS[{quoted(route.kebab)}]"
    return module + BODIES[route.name] if route.name in BODIES else "None"
