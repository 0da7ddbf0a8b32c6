"""Routers: where they stand, who includes whom, and where a new one is registered."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial

from .makers import FASTAPI, Application, everywhere, kinds_of
from .reading import Module, Sources
from .routes import Route, decorated
from .scopes import Scope, inner, scopes
from .syntax import calls, grouped, keyword, last, named, parameters, reference
from .texts import text

APP = ""
"""Stands for an application of which nothing tells which one it is."""

OUTSIDE = re.compile(r"(?:^|/)(?:docs?|scripts?|examples?|samples?|benchmarks?)/")
"""Folders beside the application."""

OPERATIONAL = re.compile(r"health|heartbeat|metrics|probe|ping\b|status|docs")
"""What routers are called that serve no resource."""

PAGES = re.compile(r"\bHTMLResponse\b|\bTemplateResponse\(")
"""What modules speak of whose routes answer browsers."""

DEEPEST = 5
"""Routers within routers that are followed."""

CALLS = 3
"""Functions that hand an application on."""


@dataclass(frozen=True)
class Router:
    """A router: a variable of a module, or what a function of it makes."""

    reference: str
    module: Module
    node: ast.stmt
    prefix: str | None
    call: ast.Call = field(compare=False)
    routes: list[Route] = field(compare=False)

    @property
    def in_class(self) -> bool:
        """Whether most of its routes are methods of classes."""
        return sum(one.owner is not None for one in self.routes) * 2 > len(self.routes)

    @property
    def first_segments(self) -> set[str]:
        """What the paths of its routes begin with."""
        paths = (one.path.strip("/").partition("/")[0] for one in self.routes)
        return {f"/{path}" for path in paths if path and "{" not in path}


@dataclass(frozen=True)
class Include:
    """One `include_router`, or `mount` of an application."""

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
    def kinds(self) -> frozenset[str]:
        """The classes of routers: FastAPI's, and the project's own."""
        return kinds_of(self.sources, "APIRouter")

    @cached_property
    def scopes(self) -> list[Scope]:
        """Every place where routers are made or included."""
        words = (*(f"{kind}(" for kind in self.kinds), "include_router", ".mount(")
        modules = self.sources.having(*words)
        return [scope for module in modules for scope in scopes(module, self.kinds)]

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
        known = self._routes.get((scope.module.file, name), ())
        routes = [one for one in known if scope.holds(one.function)]
        return Router(scope.key(name), scope.module, node, prefix, call, routes)

    @cached_property
    def _routes(self) -> dict[tuple[str, str], list[Route]]:
        """The routes by their files, and by what they are routes of."""
        return grouped(
            decorated(self.sources),
            lambda one: (one.module.file, one.receiver.rpartition(".")[2]),
        )

    @cached_property
    def _of_routes(self) -> dict[int, str]:
        routers = self.known.values()
        return {
            id(one.call): router.reference
            for router in routers
            for one in router.routes
        }

    def of_route(self, route: Route) -> str:
        """Its router, or else the application."""
        return self._of_routes.get(id(route.call), self.app)

    def made(self, node: str) -> Iterator[tuple[Module, ast.Call]]:
        """The call that makes a router, or an application."""
        if router := self.known.get(node):
            yield router.module, router.call
        for app in everywhere(self.sources):
            if app.made == node:
                yield from ((app.module, call) for call in calls(app.node, FASTAPI))
                found = (one for one in self.scopes if one.key("") == app.factory)
                for scope in found:
                    yield from ((scope.module, call) for call in scope.calls(FASTAPI))

    # Who includes whom ------------------------------------------------------------------

    @cached_property
    def includes(self) -> list[Include]:
        """Every `include_router` and `mount` whose receiver is known."""
        return [
            one
            for scope in self.scopes
            for found in (
                *map(partial(self._included, scope), scope.calls("include_router")),
                *map(partial(self._mounted, scope), scope.calls("mount")),
            )
            for one in found
        ]

    def _included(self, scope: Scope, call: ast.Call) -> Iterator[Include]:
        into = self._receiver(scope, call)
        argument = next(iter(call.args), keyword(call, "router"))
        if into is None or argument is None:
            return
        prefix = text(self.sources, scope.module, keyword(call, "prefix"))
        for router in self._referred(scope, argument):
            yield Include(scope.module, call, into, router, prefix)

    def _mounted(self, scope: Scope, call: ast.Call) -> Iterator[Include]:
        into = self._receiver(scope, call)
        stated = keyword(call, "app") or next(iter(call.args[1:]), None)
        inner = self._application(scope, stated, CALLS) if stated else None
        if into is not None and inner and inner != into:
            path = keyword(call, "path") or next(iter(call.args), None)
            prefix = text(self.sources, scope.module, path)
            bare = prefix and prefix.rstrip("/")
            yield Include(scope.module, call, into, inner, bare)

    def _receiver(self, scope: Scope, call: ast.Call) -> str | None:
        value = call.func.value if isinstance(call.func, ast.Attribute) else None
        name = last(value)
        if name in scope.own:
            return scope.key(name)
        found = self.sources.origin(reference(scope.module, name))
        if found in self.known:
            return found
        app = self._application(scope, value, CALLS) if value is not None else None
        return APP if app is None and "app" in name.lower() else app

    @cached_property
    def _apps(self) -> dict[str, str]:
        """The applications by what they are, and by what makes them."""
        found = everywhere(self.sources)
        made = {one.factory: one.made for one in found if one.factory}
        return made | {one.made: one.made for one in found}

    @cached_property
    def _app_kinds(self) -> frozenset[str]:
        return kinds_of(self.sources, FASTAPI)

    def _application(self, scope: Scope, node: ast.expr, depth: int) -> str | None:
        """The application that a variable or a parameter holds; `APP` if any."""
        name = last(node)
        value = scope.values.get(name) if isinstance(node, ast.Name) else None
        if scope.function and isinstance(value, ast.Call):
            made = self.sources.origin(named(scope.module, value))
            if last(value) in self._app_kinds or made in self._apps:
                own = self._apps.get(scope.key(name))
                is_own = own and (name in scope.returned or made in self._apps)
                return own if is_own else f"{scope.key(name)}.{name}"
        if scope.function and name in scope.parameters:
            return self._handed(scope, name, depth)
        origin = self.sources.origin(named(scope.module, node))
        return self._apps.get(origin)

    def _handed(self, scope: Scope, parameter: str, depth: int) -> str | None:
        """The application that a function is called with."""
        assert scope.function
        asked = [one for one, _ in parameters(scope.function)]
        place = next(n for n, one in enumerate(asked) if one.arg == parameter)
        name = scope.function.name
        for module in self.sources.having(f"{name}(") if depth else ():
            for other in (Scope(module, module.tree.body), *inner(module, self.kinds)):
                for call in other.calls(name):
                    positional = next(iter(call.args[place : place + 1]), None)
                    given = keyword(call, parameter) or positional
                    found = given and self._application(other, given, depth - 1)
                    if found:
                        return found
        return APP if last(asked[place].annotation) in self._app_kinds else None

    def _referred(self, scope: Scope, node: ast.expr) -> list[str]:
        """The routers that an argument stands for."""
        first = node
        while isinstance(first, ast.Attribute):
            first = first.value
        items = scope.loops.get(last(first)) if isinstance(first, ast.Name) else None
        passed = [(scope.module, node)]
        match node:
            case ast.Attribute(attr=name) if items is not None:
                several = (ast.Attribute(one, name, ast.Load()) for one in items)
                passed = [(scope.module, one) for one in several]
            case ast.Name() if items is not None:
                passed = [(scope.module, one) for one in items]
            case ast.Name(name) if name in scope.own:
                return [scope.key(name)]
            case ast.Name(name) if scope.function and name in scope.parameters:
                passed = [
                    (module, value)
                    for module in self.sources.having(f"{scope.function.name}(")
                    for call in calls(module.tree, scope.function.name)
                    if (value := keyword(call, name))
                ]
        return [self.sources.origin(named(module, one)) for module, one in passed]

    @cached_property
    def _children(self) -> dict[str, list[Include]]:
        return grouped(self.includes, lambda one: one.into)

    @cached_property
    def children(self) -> dict[str, list[Include]]:
        """What is included by whom; by the application also what may be another's."""
        found = {one: several for one, several in self._children.items() if one != APP}
        if unknown := self._children.get(APP):
            found[self.app] = [*found.get(self.app, ()), *unknown]
        return found

    # The application ----------------------------------------------------------------------

    @cached_property
    def applications(self) -> list[Application]:
        """Every application that is part of no other, the one with most routers first."""
        found = everywhere(self.sources)
        root = "" if self.sources.root == "." else f"{self.sources.root}/"
        around = [one for one in found if one.module.file.startswith(root)]
        own = [one for one in around if not OUTSIDE.search(one.module.file)]
        mounted = {include.router for include in self.includes}
        whole = [one for one in own if one.made not in mounted]
        several = whole or own or around or found
        reach = {one.made: self._reach(one.made) for one in several}
        if len({*reach.values()}) > 1:
            several = [one for one in several if reach[one.made]]
        chosen = self.sources.app
        asked_for = [one for one in found if one.reference == chosen]
        several = list(dict.fromkeys((*asked_for, *several)))
        return sorted(
            several,
            key=lambda one: (
                *(one.reference != chosen, one.rank[0], -reach.get(one.made, 0)),
                *one.rank,
            ),
        )

    def _reach(self, app: str) -> int:
        """How many routers an application has, and those that it mounts."""
        found, waiting = {app}, [app]
        while waiting:
            more = {one.router for one in self._children.get(waiting.pop(), ())} - found
            found |= more
            waiting += more
        return len(found) - 1

    @cached_property
    def app(self) -> str:
        """The application that counts."""
        return self.applications[0].made if self.applications else APP

    @cached_property
    def tops(self) -> list[str]:
        """The application, and aggregators that nobody is seen to include."""
        included = {include.router for include in self.includes}
        return [self.app, *(one for one in self.known if one not in included)]

    @cached_property
    def prefixes(self) -> dict[str, str | None]:
        """What stands before the routes of those that are included."""
        found: dict[str, str | None] = {self.app: ""}
        for top in self.tops:
            if top in self.children:
                self._lead(top, found)
        return found

    @cached_property
    def near(self) -> dict[str, str | None]:
        """What stands between the one that registers and those that it includes."""
        top = self.register or self.app
        found: dict[str, str | None] = {top: ""}
        self._lead(top, found)
        return found

    def _lead(self, top: str, found: dict[str, str | None]) -> None:
        found.setdefault(top, self.known[top].prefix if top in self.known else "")
        waiting = [top]
        while waiting:
            parent = waiting.pop(0)
            for include in self.children.get(parent, []):
                router = self.known.get(include.router)
                is_app = include.router in self.children and router is None
                if (router or is_app) and include.router not in found:
                    own = router.prefix if router else ""
                    found[include.router] = _together(
                        found[parent], include.prefix, own
                    )
                    waiting.append(include.router)

    @property
    def again(self) -> Iterator[str]:
        """The prefixes of routers that are included in several places."""
        times = Counter(include.router for include in self.includes)
        for one in self.includes:
            router = self.known.get(one.router)
            is_again = router and router.routes and times[one.router] > 1
            if router and is_again and one.into in self.near:
                yield _together(self.near[one.into], one.prefix, router.prefix) or ""

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
    def beside(self) -> list[Router]:
        """Those of them that stand beside a new one, or else all."""
        near = [one for one in self.served if one.reference in self.near]
        return near or self.served

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
        found = [(one, self.known.get(one.router)) for one in self.children[one]]
        includes = [
            include
            for include, router in found
            if not OPERATIONAL.search(include.router)
            and not (router and PAGES.search(router.module.text))
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


@lru_cache(maxsize=4)
def routers_of(sources: Sources) -> Routers:
    """The routers of a project."""
    return Routers(sources)


def applications(sources: Sources) -> list[Application]:
    """Every application, the likeliest first."""
    return routers_of(sources).applications


def _together(*parts: str | None) -> str | None:
    known = [part for part in parts if part is not None]
    return "".join(known) if len(known) == len(parts) else None
