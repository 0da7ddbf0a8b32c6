"""The routes of a fitted resource: functions as the project writes its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..code import INDENT, Call, call, fits
from ..parts import Parts, Piece, parts
from ..router import Router
from ..routes import Route
from .actions import FittedAction
from .auth import BOUND
from .parameters import Parameter, written

if TYPE_CHECKING:
    from .slice import FittedSlice

BODIES = {
    "create": ("values", "Create"),
    "replace": ("values", "Replace"),
    "update": ("changes", "Update"),
}
"""What a client sends: the parameter, and the end of the name of its class."""

RESULTS = {"read": "found", "create": "created", "list": "found"}
"""What routes call what the service gives; all others change it."""


@dataclass(frozen=True)
class FittedRoute(Route):
    """One route of a fitted resource."""

    slice: FittedSlice

    @property
    def parameters(self) -> list[str]:
        """The lines of its parameters."""
        return written(self._parameters, self.indent)

    @property
    def _parameters(self) -> list[Parameter]:
        scope = self.slice.scope
        one = [self._key] if self.operation.on_one else []
        narrowed = scope.parameters if self._asks_scope else []
        found = [*one, *self._sent, *self.slice.session.parameters, *narrowed]
        if self.name == "create":
            http = [Parameter("request", "Request"), Parameter("response", "Response")]
            return [*found, *scope.callers, *http]
        needs_caller = self.action and self.action.action.user_fields
        return [*found, *([self.slice.auth.parameter] if needs_caller else [])]

    @property
    def _asks_scope(self) -> bool:
        return self.name != "create" or self.slice.statements.asks_scope_of_new

    @property
    def _key(self) -> Parameter:
        return Parameter(f"{self.slice.name.snake}_id", self.slice.key.parameter)

    @property
    def _sent(self) -> list[Parameter]:
        """What a client sends besides the path."""
        if self.name == "list":
            return [self._query]
        if self.action:
            return self.action.sent
        if self.name not in BODIES:
            return []
        name, end = BODIES[self.name]
        return [Parameter(name, self.slice.name.pascal + end)]

    @property
    def _query(self) -> Parameter:
        model = f"{self.slice.name.pascal}Query"
        if self.slice.fit.is_annotated:
            return Parameter("query", f"Annotated[{model}, Depends(asked({model}))]")
        return Parameter("query", model, call("Depends", call("asked", model)))

    @property
    def method(self) -> str:
        """The method of the router that declares it."""
        return self.operation.method.lower()

    # The body ---------------------------------------------------------------------

    @property
    def returns(self) -> str:
        """The type of the answer."""
        envelope = self.slice.envelope
        if self.name == "list":
            return envelope.type(self.slice.lists.rows_type)
        return envelope.type(self._response)

    @property
    def result(self) -> str:
        """What it calls what the service gives."""
        return RESULTS.get(self.name, "changed")

    @property
    def asked(self) -> str:
        """The statement that asks the service."""
        scope = self.slice.scope.arguments if self._asks_scope else ()
        owner = self.slice.scope.of_new if self.name == "create" else ()
        found = self._call(*scope, *owner, *self.arguments)
        before = "" if self.name == "delete" else f"{self.result} = "
        return "\n".join(found.lines(self.indent, before=before))

    @property
    def answered(self) -> str:
        """The statements that answer with what the service gives."""
        if self.slice.envelope.is_on:
            return f"{self.asked}\n{self.answer}"
        found = self._call(*self.slice.scope.arguments, *self.arguments)
        return "\n".join(found.lines(self.indent, before="return "))

    @property
    def answer(self) -> str:
        """The statement that answers with that."""
        envelope = self.slice.envelope
        if self.name == "list":
            made = envelope.made(self.slice.lists.rows_type, self.result)
        else:
            made = envelope.made(self._response, self.result)
        lines = (
            made.lines(self.indent, before="return ")
            if isinstance(made, Call)
            else [f"{self.indent}return {made}"]
        )
        return "\n".join(lines)

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the service is called with, after the session and the scope."""
        found = super().arguments
        return tuple(
            self.slice.auth.caller_key if one == "caller.id" else one for one in found
        )

    def _call(self, *arguments: str) -> Call:
        session = self.slice.session.argument
        return call(f"await service.{self.function}", session, *arguments)

    @property
    def _response(self) -> str:
        return f"{self.slice.name.pascal}Response"

    @property
    def action(self) -> FittedAction | None:
        """The custom action that it is, if it is one."""
        actions = self.slice.answers.actions
        found = (action for action in actions if action.name == self.name)
        return next((FittedAction(self.slice, action) for action in found), None)

    # Where it is written ------------------------------------------------------------

    @property
    def in_router(self) -> Parts:
        """The part of the router."""
        return parts("fitted/router", self._part)

    @property
    def in_service(self) -> Parts:
        """The part of the service."""
        return parts("fitted/service", self._part)


@dataclass(frozen=True)
class FittedPiece(Piece):
    """A part of a fitted module that belongs to no single route."""

    @property
    def in_router(self) -> Parts:
        """The part of the router."""
        return parts("fitted/router", self.name)

    @property
    def in_service(self) -> Parts:
        """The part of the service."""
        return parts("fitted/service", self.name)


@dataclass(frozen=True)
class FittedRouter(Router):
    """The router of a fitted slice."""

    slice: FittedSlice

    @property
    def auth_import(self) -> str:
        """The statements that import what routes need of the auth."""
        if not self.slice.access.roles:
            return self.slice.auth.imports
        names = ", ".join(
            ("has_role", "roles_of", *([BOUND] if self._is_shared else []))
        )
        permissions = f"from {self.slice.rest}.permissions import {names}"
        return f"{self.slice.auth.imports}\n{permissions}"

    @property
    def _is_shared(self) -> bool:
        """Whether the module of the roles has made what asks for the caller."""
        return self.slice.auth.is_made and bool(self.slice.access.roles)

    @property
    def definitions(self) -> str:
        """What stands before the router."""
        bound = "" if self._is_shared else self.slice.auth.bound
        caller = self.slice.auth.definition if self._needs_caller else ""
        return "\n".join(filter(None, (bound, self.slice.session.definition, caller)))

    @property
    def _needs_caller(self) -> bool:
        actions = self.slice.statements.actions
        stamps = any(action.action.user_fields for action in actions)
        return stamps or self.slice.scope.needs_caller

    @property
    def options(self) -> str:
        """The arguments of the router after its tags, a line each."""
        auth, caching = self.slice.auth, self.slice.caching.router_option
        guard = f"dependencies=[Depends({auth.dependency})]," if auth.is_on else ""
        kind = caching.strip() or "route_class=CarefulRoute,"
        documented = f"responses=responses({self.errors}),"
        return "\n".join(f"{INDENT}{one}" for one in (guard, kind, documented) if one)

    @property
    def location(self) -> str:
        """The statement that tells the path of a new row."""
        key = f"created.{self.slice.key.name}"
        is_text = self.slice.key.annotation == "str"
        one = f"{{quote({key}, safe='')}}" if is_text else f"{{{key}}}"
        before = f'{self.indent}response.headers["Location"] = '
        value = f'f"{{request.url.path}}/{one}"'
        if fits(before + value):
            return before + value
        return f"{before}(\n{self.indent}{INDENT}{value}\n{self.indent})"

    @property
    def indent(self) -> str:
        """What the lines of bodies begin with."""
        return INDENT

    @property
    def parts(self) -> list[Route | Piece]:
        """Its routes, and what stands before them."""
        found: list[Route | Piece] = []
        if self.slice.access.has_bypass:
            found.append(FittedPiece("bypass"))
        if self.slice.scope.is_on:
            found.append(FittedPiece("scope"))
        return [*found, *self.slice.routes]
