"""Routes as methods of a class, in projects that write theirs so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..code import INDENT, Call
from ..parts import Parts, Piece, parts
from ..routes import Route
from .parameters import Parameter
from .router import FittedPiece, FittedRoute, FittedRouter

TITLES: Mapping[str, str] = {
    "list": "List {many}{how}.",
    "create": "Create {one}.",
    "read": "Get {one}.",
    "update": "Change some values of {one}.",
    "replace": "Replace all values of {one}.",
    "delete": "Delete {one}.",
}


@dataclass(frozen=True)
class ViewRoute(FittedRoute):
    """One route: what all of them ask for is an attribute of the class."""

    @property
    def indent(self) -> str:
        """What the lines of its body begin with."""
        return INDENT * 2

    @property
    def title(self) -> str:
        """What it does, in a sentence."""
        name = self.slice.name
        if self.action:
            return f"{self.action.title} {name.a}."
        return TITLES[self.name].format(
            one=name.a, many=name.human_plural, how=self.slice.lists.how
        )

    @property
    def _parameters(self) -> list[Parameter]:
        shared = {one.name for one in attributes_of(self)}
        found = (one for one in super()._parameters if one.name not in shared)
        return [Parameter("self", ""), *found]

    def _call(self, *arguments: str) -> Call:
        shared = {one.name for one in attributes_of(self)}
        found = super()._call(*arguments)
        given = (
            f"self.{one}" if one in shared else one for one in map(str, found.arguments)
        )
        return Call(found.function, tuple(given))

    @property
    def body(self) -> str:
        """The statements of the method."""
        if self.name == "delete":
            return self.asked
        if self.name != "create":
            return self.answered
        return f"{self.asked}\n{self.slice.router.location}\n{self.answer}"

    @property
    def answers(self) -> str:
        """The type of what it returns."""
        return "None" if self.name == "delete" else self.returns

    @property
    def in_router(self) -> Parts:
        """The part of the router."""
        return parts("fitted/router", "method")


@dataclass(frozen=True)
class ViewRouter(FittedRouter):
    """The module of a class whose methods are routes."""

    @property
    def indent(self) -> str:
        """What the lines of bodies begin with."""
        return INDENT * 2

    @property
    def view(self) -> str:
        """The decorator of the class."""
        return self.slice.fit.views.partition(":")[2]

    @property
    def auth_import(self) -> str:
        """The statements that import what it needs besides."""
        module, _, name = self.slice.fit.views.partition(":")
        return f"{super().auth_import}\nfrom {module} import {name}"

    @property
    def attributes(self) -> list[str]:
        """What all methods ask for, each a statement."""
        found = attributes_of(self.slice.routes[0])
        return ["\n".join(one.lines()).removesuffix(",") for one in found]

    @property
    def parts(self) -> list[Route | Piece]:
        """Its routes, and what stands before them."""
        [*before] = (one for one in super().parts if isinstance(one, Piece))
        return [*before, FittedPiece("view"), *self.slice.routes]


def attributes_of(route: FittedRoute) -> list[Parameter]:
    """What all routes of a class ask for."""
    return [*route.slice.session.parameters, *route.slice.scope.parameters]
