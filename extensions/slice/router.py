"""The router of a resource: a table of operations, and what the answers make of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .auth import BOUND
from .parameters import Import, Parameter, imported, in_order
from .service import WRITES, CustomAction

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

BODILESS = frozenset({"list", "read", "delete"})
"""Operations that read nothing of a body."""

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
        return self.slice.access.roles.get(self.name, ())

    @property
    def errors(self) -> list[str]:
        """What it may raise besides what every route may, by statuses."""
        found = [*self.operation.errors]
        if self.slice.parent and not self.operation.on_one:
            found.append("NotFound")
        if self.name == "list" and self.slice.lists.pagination == "cursor":
            found.append("InvalidCursor")
        if self.roles:
            found.append("Forbidden")
        return sorted(found, key=STATUS.__getitem__)

    @property
    def statuses(self) -> list[int]:
        """The statuses of these."""
        return [STATUS[one] for one in self.errors]

    @property
    def refusals(self) -> list[int]:
        """The statuses of all that it may refuse."""
        return sorted(STATUS[one] for one in {*self.errors, *self.slice.router.errors})

    # What it asks for ---------------------------------------------------------------

    @property
    def refers(self) -> bool:
        """Whether the service is told whose rows the caller may refer to."""
        writes = self.action.refers if self.action else self.name in WRITES
        return writes and bool(self.slice.service.referrer_type)

    @property
    def checks_caller(self) -> bool:
        """Whether it stores who calls, by credentials that may outlive them."""
        owns = self.name == "create" and self.slice.access.is_owner
        stores = owns or bool(self.action and self.action.needs_user)
        return stores and bool(self.slice.auth.way.active)

    @property
    def dependencies(self) -> list[Parameter]:
        """What FastAPI fills its parameters with, first what has no default."""
        router = self.slice.router
        found = [router.query] if self.name == "list" else []
        if not router.view:
            found += [*router.session, *(router.scope if self.is_scoped else ())]
        stamps = self.name == "create" and self.slice.access.bypass
        if stamps or self.refers or (self.action and self.action.needs_user):
            found.append(self.slice.auth.caller)
        return in_order(found)

    @property
    def is_scoped(self) -> bool:
        """Whether the service is told the scope of the caller."""
        if self.name == "create":
            return self.slice.service.scopes_new
        return self.slice.scope.is_on

    @cached_property
    def action(self) -> CustomAction | None:
        actions = self.slice.answers.actions
        found = (action for action in actions if action.name == self.name)
        return next((CustomAction(self.slice, action) for action in found), None)


@dataclass(frozen=True)
class Router:
    """The router of a slice."""

    slice: Slice

    @property
    def errors(self) -> tuple[str, ...]:
        """What every route may raise."""
        return (*(["Unauthenticated"] if self.slice.auth.is_on else []), "Invalid")

    @property
    def statuses(self) -> list[int]:
        """The statuses of these."""
        return [STATUS[one] for one in self.errors]

    @property
    def checks_bodies(self) -> bool:
        """Whether bodies may hold what the project could not answer with."""
        has_bodies = any(one.name not in BODILESS for one in self.slice.routes)
        return has_bodies and not self.slice.fit.has_error_handlers

    @property
    def view(self) -> str:
        """The decorator of the class whose methods the routes are, if they are.

        Neither containers nor caches give anything to methods.
        """
        is_kept = self.slice.caching.kind == "server"
        is_plain = not (self.slice.session.inject or is_kept)
        return imported(self.slice.fit.views)[1] if is_plain else ""

    @property
    def imports(self) -> Iterator[Import]:
        """What it needs of the project's own session, callers and views."""
        yield from self.slice.session.imports
        yield from self.slice.auth.imports
        if active := self.slice.auth.way.active:
            yield self.slice.auth.module, active
        if self.view:
            yield imported(self.slice.fit.views)
        if self.slice.access.roles:
            ours = self.slice.auth.module if self.slice.fit.is_ours else ""
            guard = [BOUND] if self.slice.auth.is_made else []
            names = ", ".join((*guard, "has_role", "roles_of"))
            yield ours or self.slice.shared["permissions"], names

    # Parameters ---------------------------------------------------------------------

    @property
    def query(self) -> Parameter:
        model = f"{self.slice.name.pascal}Query"
        fit = self.slice.fit
        if fit.has_query_models:
            return Parameter("query", model, "", "", is_annotated=True)
        return Parameter("query", model, f"asked({model})", "", fit.is_annotated)

    @cached_property
    def session(self) -> tuple[Parameter, ...]:
        found = self.slice.session.parameter
        return (found,) if found else ()

    @cached_property
    def scope(self) -> tuple[Parameter, ...]:
        if not self.slice.scope.is_on:
            return ()
        is_annotated = self.slice.fit.is_annotated
        alias = "ScopeDep" if is_annotated else ""
        name, call = self.slice.scope.class_name, "scope_of_caller"
        return (Parameter("scope", name, call, alias, is_annotated),)

    @property
    def of_scope(self) -> list[Parameter]:
        """What the scope is made from, besides the parent in the path."""
        scope, caller = self.slice.scope, self.slice.auth.caller
        found = self.session if self.slice.parent else ()
        return in_order((*found, *([caller] if scope.needs_caller else [])))

    @property
    def defined(self) -> tuple[Parameter, ...]:
        """Those whose types are defined before the router."""
        stamps = any(action.needs_user for action in self.slice.service.actions)
        needs_caller = stamps or self.slice.scope.needs_caller
        found = [*self.session, *([self.slice.auth.caller] if needs_caller else [])]
        return tuple(one for one in found if one.is_new)
