"""Routers: where they stand, who includes whom, and where a new one is registered."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from .reading import Module, Sources
from .scopes import Scope, scopes
from .syntax import Function, assigned, calls, keyword, last, named, reference, text_of
from .texts import text

APP = ""
"""Stands for the application among routers."""

OPERATIONAL = re.compile(r"health|heartbeat|metrics|probe|ping\b|status|docs")
"""What routers are called that serve no resource."""

DEEPEST = 5
"""Routers within routers that are followed."""

ROUTES = frozenset(
    "get post put patch delete head options api_route route websocket".split()
)


@dataclass(frozen=True)
class Router:
    """A router: a variable of a module, or what a function of it makes."""

    reference: str
    module: Module
    node: ast.stmt
    prefix: str | None
    routes: tuple[ast.Call, ...] = field(default=(), compare=False)
    in_class: bool = False

    @property
    def first_segments(self) -> set[str]:
        """What the paths of its routes begin with."""
        paths = (text_of(next(iter(call.args), None)) for call in self.routes)
        parts = {"/" + path.strip("/").partition("/")[0] for path in paths}
        return {part for part in parts if part != "/" and "{" not in part}


@dataclass(frozen=True)
class Include:
    """One `include_router`."""

    module: Module
    call: ast.Call
    into: str
    router: str
    prefix: str | None


@dataclass(frozen=True)
class Routers:
    """The routers of a project, and how they are put together."""

    sources: Sources

    @cached_property
    def scopes(self) -> list[Scope]:
        """Every place where routers are made or included."""
        modules = self.sources.having("APIRouter", "include_router")
        return [scope for module in modules for scope in scopes(module)]

    @cached_property
    def known(self) -> dict[str, Router]:
        """Every router by its reference."""
        return {
            scope.key(name): self._router(scope, name, node, call)
            for scope in self.scopes
            for name, (node, call) in scope.own.items()
        }

    def _router(
        self, scope: Scope, name: str, node: ast.stmt, call: ast.Call
    ) -> Router:
        prefix = text(self.sources, scope.module, keyword(call, "prefix"))
        routes, classes = _routes(scope, name)
        return Router(
            scope.key(name), scope.module, node, prefix, tuple(routes), classes
        )

    @cached_property
    def includes(self) -> list[Include]:
        """Every `include_router` whose receiver is known."""
        return [
            one
            for scope in self.scopes
            for call in scope.includes
            for one in self._included(scope, call)
        ]

    def _included(self, scope: Scope, call: ast.Call) -> Iterator[Include]:
        into = self._receiver(scope, call)
        argument = next(iter(call.args), keyword(call, "router"))
        if into is None or argument is None:
            return
        prefix = text(self.sources, scope.module, keyword(call, "prefix"))
        for router in self._referred(scope, argument):
            yield Include(scope.module, call, into, router, prefix)

    def _receiver(self, scope: Scope, call: ast.Call) -> str | None:
        value = call.func.value if isinstance(call.func, ast.Attribute) else None
        name = last(value)
        if name in scope.own:
            return scope.key(name)
        found = self.sources.origin(reference(scope.module, name))
        if found in self.known:
            return found
        return APP if "app" in name.lower() or self._is_app(scope, name) else None

    def _is_app(self, scope: Scope, name: str) -> bool:
        arguments = scope.function.args.args if scope.function else []
        given = {one.arg for one in arguments if last(one.annotation) == "FastAPI"}
        made = {
            variable
            for variable, value, _ in assigned(
                [*scope.statements, *scope.module.statements]
            )
            if isinstance(value, ast.Call) and last(value) == "FastAPI"
        }
        return name in made | given

    def _referred(self, scope: Scope, node: ast.expr) -> list[str]:
        """The routers that an argument stands for."""
        first = node
        while isinstance(first, ast.Attribute):
            first = first.value
        items = scope.loops.get(last(first)) if isinstance(first, ast.Name) else None
        if items is None:
            if isinstance(node, ast.Name) and node.id in scope.own:
                return [scope.key(node.id)]
            if isinstance(node, ast.Name) and node.id in scope.parameters:
                return self._passed(scope, node.id)
            return [self.sources.origin(named(scope.module, node))]
        if isinstance(node, ast.Attribute):
            items = [ast.Attribute(item, node.attr, ast.Load()) for item in items]
        return [self.sources.origin(named(scope.module, item)) for item in items]

    def _passed(self, scope: Scope, parameter: str) -> list[str]:
        """The routers that a function is called with."""
        name = scope.function.name if scope.function else ""
        return [
            self.sources.origin(named(module, keyword(call, parameter)))
            for module in self.sources.having(f"{name}(")
            for call in calls(module.tree, name)
            if keyword(call, parameter)
        ]

    @cached_property
    def children(self) -> dict[str, list[Include]]:
        """What is included by whom."""
        found: dict[str, list[Include]] = {}
        for include in self.includes:
            found.setdefault(include.into, []).append(include)
        return found

    @cached_property
    def tops(self) -> list[str]:
        """The application, and aggregators that nobody is seen to include."""
        included = {include.router for include in self.includes}
        return [APP, *(one for one in self.known if one not in included)]

    @cached_property
    def prefixes(self) -> dict[str, str | None]:
        """What stands before the routes of those that are included."""
        found: dict[str, str | None] = {APP: ""}
        for top in self.tops:
            if top in self.children:
                self._lead(top, found)
        return found

    def below(self, top: str) -> dict[str, str | None]:
        """What stands between a router and the routes of those that it includes."""
        found: dict[str, str | None] = {top: ""}
        self._lead(top, found)
        return found

    def _lead(self, top: str, found: dict[str, str | None]) -> None:
        found.setdefault(top, self.known[top].prefix if top else "")
        waiting = [top]
        while waiting:
            parent = waiting.pop(0)
            for include in self.children.get(parent, []):
                router = self.known.get(include.router)
                if router and router.reference not in found:
                    found[router.reference] = _together(
                        found[parent], include.prefix, router.prefix
                    )
                    waiting.append(router.reference)

    def again(self, below: Mapping[str, str | None]) -> Iterator[str]:
        """The prefixes of routers that are included in several places."""
        times = Counter(include.router for include in self.includes)
        for one in self.includes:
            router = self.known.get(one.router)
            if router and router.routes and times[one.router] > 1 and one.into in below:
                prefix = _together(below[one.into], one.prefix, router.prefix)
                yield from filter(None, [prefix])

    @cached_property
    def served(self) -> list[Router]:
        """The routers that are included and have routes of their own, or else all."""
        routed = [
            router
            for router in self.known.values()
            if router.routes or router.reference not in self.children
        ]
        reached = [one for one in routed if one.reference in self.prefixes]
        return reached or routed

    @cached_property
    def register(self) -> str | None:
        """The one that includes the most; of equals, the one within the other."""
        ranks = {one: self._rank(one) for one in self.prefixes if one in self.children}
        best = max(ranks, key=lambda one: ranks[one], default=None)
        while best is not None:
            inner = {include.router for include in self.children[best]} & ranks.keys()
            further = next(iter(inner)) if len(inner) == 1 else best
            if further == best or ranks[further] < ranks[best]:
                break
            best = further
        return best

    def _rank(self, one: str) -> tuple[int, int]:
        """How many it includes that have a prefix each, and how many at all.

        One that includes several without is a part of a resource, or gives none.
        """
        includes = [
            include
            for include in self.children[one]
            if not OPERATIONAL.search(include.router)
        ]
        routers = {include.router for include in includes}
        prefixed = {one.router for one in includes if self._is_prefixed(one)}
        return len(prefixed) if len(prefixed) > 1 else 0, len(routers)

    def _is_prefixed(self, include: Include, depth: int = DEEPEST) -> bool:
        router = self.known.get(include.router)
        if include.prefix or (router and router.prefix):
            return True
        inner = self.children.get(include.router, []) if depth else []
        return any(self._is_prefixed(one, depth - 1) for one in inner)


@lru_cache(maxsize=1)
def routers_of(sources: Sources) -> Routers:
    """The routers of a project."""
    return Routers(sources)


def _together(*parts: str | None) -> str | None:
    known = [part for part in parts if part is not None]
    return "".join(known) if len(known) == len(parts) else None


def _routes(scope: Scope, router: str) -> tuple[list[ast.Call], bool]:
    """The routes of a router, and whether methods of classes are behind them."""
    body = scope.body if scope.function else scope.module.statements
    kinds = [node for node in body if isinstance(node, ast.ClassDef)]
    methods = _decorated((inner for kind in kinds for inner in kind.body), router)
    found = _decorated(body, router)
    return [*found, *methods], len(methods) > len(found)


def _decorated(body: Iterable[ast.stmt], router: str) -> list[ast.Call]:
    return [
        decorator
        for node in body
        if isinstance(node, Function)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and _is_route(decorator, router)
    ]


def _is_route(call: ast.Call, router: str) -> bool:
    called = call.func
    return (
        isinstance(called, ast.Attribute)
        and called.attr in ROUTES
        and last(called.value) == router
    )
