"""The routes of a resource: a table of operations, and what the answers make of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .action_code import ActionCode
from .code import INDENT, Call, call, fits, quoted
from .parts import Parts, parts

if TYPE_CHECKING:
    from .slice import Slice


@dataclass(frozen=True)
class Operation:
    """What an operation is in HTTP, whatever the resource."""

    method: str
    on_one: bool
    """Whether the path ends with an id."""
    success: int
    errors: tuple[str, ...]
    """Errors that it may raise besides those of every route, by their classes."""


OPERATIONS: Mapping[str, Operation] = {
    "list": Operation("GET", on_one=False, success=200, errors=()),
    "create": Operation("POST", on_one=False, success=201, errors=("Conflict",)),
    "read": Operation("GET", on_one=True, success=200, errors=("NotFound",)),
    "update": Operation("PATCH", True, 200, ("NotFound", "Conflict")),
    "replace": Operation("PUT", True, 200, ("NotFound", "Conflict")),
    "delete": Operation("DELETE", True, 204, ("NotFound", "Conflict")),
}
"""In the order in which the router has them."""

ACTION = Operation("POST", on_one=True, success=200, errors=("NotFound", "Conflict"))

STATUS: Mapping[str, int] = {
    "InvalidCursor": 400,
    "Unauthenticated": 401,
    "Forbidden": 403,
    "NotFound": 404,
    "Conflict": 409,
    "Invalid": 422,
}


@dataclass(frozen=True)
class Route:
    """One route of the resource."""

    slice: Slice
    name: str
    """Of the operation or the action."""

    @property
    def operation(self) -> Operation:
        """What it is in HTTP."""
        return OPERATIONS.get(self.name, ACTION)

    @property
    def function(self) -> str:
        """The functions' name, in the router and in the service."""
        return FUNCTIONS.get(self.name, self.name + "_{one}").format(
            one=self.slice.name.snake,
            many=self.slice.name.plural,
        )

    @property
    def below(self) -> str:
        """The path below the collection, with a trailing action."""
        one = f"/{{{self.slice.name.snake}_id}}" if self.operation.on_one else ""
        return one if self.name in OPERATIONS else f"{one}/{self.kebab}"

    @property
    def kebab(self) -> str:
        """The name in a path."""
        return self.name.replace("_", "-")

    @property
    def path(self) -> str:
        """The whole path."""
        return self.slice.prefix + self.slice.path + self.below

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles of which the caller needs one; none: any caller may."""
        return self.slice.access.roles_of(self.name)

    @property
    def _errors(self) -> Iterable[str]:
        if self.slice.parent and not self.operation.on_one:
            yield "NotFound"
        yield from self.operation.errors
        if self.name == "list" and self.slice.pages_by_cursor:
            yield "InvalidCursor"
        if self.roles:
            yield "Forbidden"

    @property
    def errors(self) -> str:
        """What it may raise, in the order of the statuses, as arguments."""
        return ", ".join(sorted(self._errors, key=STATUS.__getitem__))

    @property
    def refusals(self) -> list[int]:
        """The statuses of all that it may refuse."""
        every = ["Invalid", *(["Unauthenticated"] if self.slice.auth.is_on else [])]
        return sorted(STATUS[error] for error in {*self._errors, *every})

    @property
    def options(self) -> list[str]:
        """The arguments of the decorator after the path."""
        given = {200: None, 201: "HTTP_201_CREATED", 204: "HTTP_204_NO_CONTENT"}
        status = given[self.operation.success]
        found: list[str | Call] = [f"status_code=status.{status}"] if status else []
        if self.roles:
            roles = call("has_role", *map(quoted, self.roles))
            found.append(Call("Depends", (roles,)))
        if self.errors:
            found.append(f"responses=responses({self.errors})")
        return [line for one in found for line in _lines(one, self.indent)]

    @property
    def indent(self) -> str:
        """What its lines begin with, in the decorator and in the body."""
        return INDENT

    # The body ---------------------------------------------------------------------

    @property
    def returns(self) -> str:
        """The type of the answer."""
        if self.name == "list":
            return self.slice.lists.returns
        one = f"{self.slice.name.pascal}Response"
        return f"Envelope[{one}, Empty]" if self.slice.is_enveloped else one

    @property
    def answer(self) -> str:
        """The statement that answers with what the service gives."""
        found = self._asked(*self.arguments)
        if self.slice.is_enveloped:
            found = call("enveloped", found)
        return "\n".join(found.lines(INDENT, before="return "))

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the service is called with, after the database and the scope."""
        one = [f"{self.slice.name.snake}_id"] if self.operation.on_one else []
        if self.action:
            return (*one, *self.action.arguments)
        return (*one, *ARGUMENTS[self.name])

    @cached_property
    def action(self) -> ActionCode | None:
        """The custom action that it is, if it is one."""
        actions = self.slice.answers.actions
        found = (action for action in actions if action.name == self.name)
        return next((ActionCode(self.slice, action) for action in found), None)

    def _asked(self, *arguments: str) -> Call:
        scope = self.slice.scope.arguments
        return call(f"await service.{self.function}", "database", *scope, *arguments)

    @property
    def call(self) -> str:
        """The call of the service, as a statement."""
        return "\n".join(self._asked(*self.arguments).lines(INDENT))

    @property
    def listed(self) -> str:
        """The statements that answer with a list."""
        found = self._asked(*self.arguments)
        return "\n".join(self.slice.lists.answered(found))

    @property
    def created(self) -> str:
        """The statement that keeps what the service made."""
        scope = self.slice.scope
        given = ("database", *scope.of_new, "values")
        found = call(f"await service.{self.function}", *given)
        return "\n".join(found.lines(INDENT, before="created = "))

    # Where it is written ------------------------------------------------------------

    @cached_property
    def in_router(self) -> Parts:
        """The part of the router."""
        return parts("router", self._part)

    @cached_property
    def in_service(self) -> Parts:
        """The part of the service."""
        return parts("service", self._part + self._way_of_writing)

    @property
    def _way_of_writing(self) -> str:
        if self.name not in WRITES:
            return ""
        if self.slice.has_refs:
            return "_linked"
        return "_owned" if self.slice.owned_references else ""

    @property
    def _part(self) -> str:
        return self.name if self.name in OPERATIONS else "action"


FUNCTIONS: Mapping[str, str] = {
    "list": "list_{many}",
    "create": "create_{one}",
    "read": "get_{one}",
    "update": "update_{one}",
    "replace": "replace_{one}",
    "delete": "delete_{one}",
}
WRITES = ("create", "update", "replace")
"""Operations that a client sends values of fields with."""

ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "list": ("query",),
    "read": (),
    "delete": (),
    "create": ("values",),
    "update": ("changes",),
    "replace": ("values",),
}


def _lines(option: str | Call, indent: str) -> list[str]:
    """An argument of the decorator; a call stands in a list of its own."""
    if isinstance(option, str):
        return [f"{indent}{option},"]
    flat = f"{indent}dependencies=[{option}],"
    if fits(flat):
        return [flat]
    inner = option.lines(indent + INDENT, after=",")
    return [f"{indent}dependencies=[", *inner, f"{indent}],"]
