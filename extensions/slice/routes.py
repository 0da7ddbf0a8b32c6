"""The routes of a resource: a table of operations, and what the answers make of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .actions import CustomAction
from .parameters import Parameter, in_order

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
        return OPERATIONS.get(self.name, ACTION)

    @property
    def below(self) -> str:
        """The path below the collection, with a trailing action."""
        one = f"/{{{self.slice.name.snake}_id}}" if self.operation.on_one else ""
        return one if self.name in OPERATIONS else f"{one}/{self.kebab}"

    @property
    def kebab(self) -> str:
        return self.name.replace("_", "-")

    @property
    def path(self) -> str:
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
        if self.name == "list" and self.slice.lists.pagination == "cursor":
            yield "InvalidCursor"
        if self.roles:
            yield "Forbidden"

    @property
    def errors(self) -> tuple[str, ...]:
        """What it may raise besides what every route may, by statuses."""
        return tuple(sorted(self._errors, key=STATUS.__getitem__))

    @property
    def refusals(self) -> list[int]:
        """The statuses of all that it may refuse."""
        every = {*self._errors, *self.slice.router.errors}
        return sorted(STATUS[error] for error in every)

    # What it asks for ---------------------------------------------------------------

    @property
    def dependencies(self) -> tuple[Parameter, ...]:
        """What FastAPI fills its parameters with, first what has no default."""
        return in_order(self._dependencies())

    def _dependencies(self) -> Iterator[Parameter]:
        router = self.slice.router
        if self.name == "list":
            yield router.query
        if not router.view:
            yield from router.session
            yield from router.scope if self.is_scoped else ()
        if self.stamps_caller or (self.name == "create" and self.slice.access.bypass):
            yield self.slice.auth.caller

    @property
    def is_scoped(self) -> bool:
        """Whether the service is told the scope of the caller."""
        if self.name == "create":
            return self.slice.service.scopes_new
        return self.slice.scope.is_on

    @property
    def stamps_caller(self) -> bool:
        """Whether an action writes down who calls."""
        return bool(self.action and self.action.needs_user)

    @property
    def body(self) -> str:
        """The class of what an action is sent; empty where it takes nothing."""
        return self.action.schema if self.action else ""

    @property
    def needs_body(self) -> bool:
        """Whether an action cannot go without."""
        inputs = self.action.action.inputs if self.action else ()
        return any(field.required for field in inputs)

    @property
    def title(self) -> str:
        """What an action does, as a sentence begins."""
        return self.kebab.replace("-", " ").capitalize()

    @cached_property
    def action(self) -> CustomAction | None:
        actions = self.slice.answers.actions
        found = (action for action in actions if action.name == self.name)
        return next((CustomAction(self.slice, action) for action in found), None)
