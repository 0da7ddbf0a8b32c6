"""The module of a resource's routes: what they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .auth import BOUND
from .parameters import Import, Parameter, imported, in_order

if TYPE_CHECKING:
    from .slice import Slice


@dataclass(frozen=True)
class Router:
    """The router of a slice."""

    slice: Slice

    @property
    def errors(self) -> tuple[str, ...]:
        """What every route may raise."""
        return (*(["Unauthenticated"] if self.slice.auth.is_on else []), "Invalid")

    @property
    def is_careful(self) -> bool:
        """Whether routes refuse what cannot be sent back, as our own services do."""
        return not self.slice.fit.has_error_handlers

    @property
    def view(self) -> str:
        """The decorator of the class whose methods the routes are, if they are.

        Neither containers nor caches give anything to methods.
        """
        is_kept = self.slice.caching.kind == "server"
        is_plain = not (self.slice.session.inject or is_kept)
        return imported(self.slice.fit.views)[1] if is_plain else ""

    @property
    def makes_guard(self) -> bool:
        """Whether what asks for the caller is made here, and not where roles are."""
        return self.slice.auth.is_made and not self.slice.access.roles

    @property
    def imports(self) -> tuple[Import, ...]:
        """What it needs of the project's own session, callers and views."""
        return tuple(self._imports())

    def _imports(self) -> Iterator[Import]:
        yield from self.slice.session.imports
        yield from self.slice.auth.imports
        if self.view:
            yield imported(self.slice.fit.views)
        if self.slice.access.roles:
            ours = self.slice.auth.module if self.slice.fit.is_ours else ""
            guard = [BOUND] if self.slice.auth.is_made else []
            names = ", ".join((*guard, "has_role", "roles_of"))
            yield ours or f"{self.slice.rest}.permissions", names

    # Parameters ---------------------------------------------------------------------

    @property
    def query(self) -> Parameter:
        model = f"{self.slice.name.pascal}Query"
        is_annotated = self.slice.fit.is_annotated
        return Parameter("query", model, f"asked({model})", "", is_annotated)

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
    def of_scope(self) -> tuple[Parameter, ...]:
        """What the scope is made from, besides the parent in the path."""
        scope, caller = self.slice.scope, self.slice.auth.caller
        found = self.session if self.slice.parent else ()
        return in_order((*found, *([caller] if scope.needs_caller else [])))

    @property
    def defined(self) -> tuple[Parameter, ...]:
        """Those whose types are defined before the router."""
        stamps = any(route.stamps_caller for route in self.slice.routes)
        needs_caller = stamps or self.slice.scope.needs_caller
        found = [*self.session, *([self.slice.auth.caller] if needs_caller else [])]
        return tuple(one for one in found if one.is_new)
