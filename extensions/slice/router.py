"""The module of a resource's routes: what it imports, its router, and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .code import INDENT, block, fits, quoted
from .parts import Piece
from .routes import Route

if TYPE_CHECKING:
    from .slice import Slice


@dataclass(frozen=True)
class Router:
    """The router of a slice."""

    slice: Slice

    @property
    def auth_import(self) -> str:
        """The statement that imports what routes need of the auth."""
        auth = self.slice.auth
        if not auth.is_on:
            return ""
        return f"from {auth.module} import {auth.alias}, {auth.dependency}, has_role"

    @property
    def guard(self) -> str:
        """The argument that closes all of its routes, on a line of its own."""
        auth = self.slice.auth
        if not auth.is_on:
            return ""
        return f"\n{INDENT}dependencies=[Depends({auth.dependency})],"

    @property
    def errors(self) -> str:
        """What every route may raise."""
        return "Unauthenticated, Invalid" if self.slice.auth.is_on else "Invalid"

    @property
    def every_owner(self) -> str:
        """The constant of the roles that reach every row."""
        names = [quoted(role) for role in self.slice.access.bypass]
        line = f"EVERY_OWNER = frozenset({{{', '.join(names)}}})"
        roles = block((f"{name}," for name in names), "{}", INDENT)
        return line if fits(line) else f"EVERY_OWNER = frozenset(\n{INDENT}{roles}\n)"

    @property
    def parts(self) -> list[Route | Piece]:
        """Its routes, and what stands before them."""
        found = [Piece("bypass")] if self.slice.access.has_bypass else []
        found += [Piece("scope")] if self.slice.scope.is_on else []
        return [*found, *self.slice.routes]
