"""The routes of a project: functions that a decorator gives a method and a path."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .reading import Module, Sources
from .syntax import Function, dotted, keyword, text_of

METHODS: Final = frozenset("get post put patch delete head options api_route".split())
DECORATORS: Final = METHODS | {"route", "websocket"}
DECORATED: Final = re.compile(rf"(?m)^[ \t]*@[\w.]+\.(?:{'|'.join(DECORATORS)})\(")


@dataclass(frozen=True, eq=False)
class Route:
    """A function, and the decorator that makes a route of it."""

    module: Module
    function: Function
    call: ast.Call
    owner: ast.ClassDef | None = None
    """The class that it is a method of."""

    @property
    def method(self) -> str:
        """As in `get`."""
        return dotted(self.call.func).rpartition(".")[2]

    @property
    def receiver(self) -> str:
        """What it is a route of, as it is called there."""
        return dotted(self.call.func).rpartition(".")[0]

    @property
    def path(self) -> str:
        """Its path, below that of its router."""
        stated = self.call.args[0] if self.call.args else keyword(self.call, "path")
        return text_of(stated)

    @property
    def response(self) -> ast.expr | None:
        """What it says that it answers with."""
        return keyword(self.call, "response_model") or self.function.returns


@lru_cache(maxsize=4)
def routes_of(sources: Sources) -> list[Route]:
    """Every route, but for those of tests and of sockets."""
    several = decorated(sources)
    return [
        one
        for one in several
        if one.method in METHODS and (one.call.args or keyword(one.call, "path"))
    ]


@lru_cache(maxsize=4)
def decorated(sources: Sources) -> list[Route]:
    """The same, also those of sockets and of Starlette's kind."""
    modules = sources.matching(DECORATED.pattern)
    return [route for module in modules for route in _routes(module)]


def _routes(module: Module) -> Iterator[Route]:
    kinds = [one for one in module.nodes if isinstance(one, ast.ClassDef)]
    owners = {id(inner): kind for kind in kinds for inner in kind.body}
    functions = [one for one in module.nodes if isinstance(one, Function)]
    for one in functions:
        for made in one.decorator_list:
            if isinstance(made, ast.Call):
                route = Route(module, one, made, owners.get(id(one)))
                if route.receiver and route.method in DECORATORS:
                    yield route
