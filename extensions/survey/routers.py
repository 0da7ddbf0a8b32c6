"""Routers: where they stand, who includes whom, and where a new one is registered."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial

from .makers import FASTAPI, Application, everywhere, kinds_of
from .reading import Module, Sources
from .scopes import Scope, inner, scopes
from .syntax import Function, calls, keyword, last, named, reference, text_of
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
    call: ast.Call = field(compare=False)
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
        routes, classes = _routes(scope, name)
        key = scope.key(name)
        return Router(key, scope.module, node, prefix, call, tuple(routes), classes)

    @cached_property
    def of_route(self) -> dict[int, str]:
        """The router of each route, by the decorator."""
        return {
            id(call): one.reference
            for one in self.known.values()
            for call in one.routes
        }

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
                *map(partial(self._included, scope), scope.includes),
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
        arguments = scope.function.args
        names = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
        kinds = {one.arg: last(one.annotation) for one in arguments.args}
        name = scope.function.name
        for module in self.sources.having(f"{name}(") if depth else ():
            for other in (Scope(module, module.tree.body), *inner(module, self.kinds)):
                for call in other.calls(name):
                    given = keyword(call, parameter) or _at(call, names, parameter)
                    found = given and self._application(other, given, depth - 1)
                    if found:
                        return found
        is_said = kinds.get(parameter) in self._app_kinds
        return APP if is_said else None

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
    def _children(self) -> dict[str, list[Include]]:
        found: dict[str, list[Include]] = {}
        for include in self.includes:
            found.setdefault(include.into, []).append(include)
        return found

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
        around = [one for one in found if _is_below(one.module.file, self.sources.root)]
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

    def below(self, top: str) -> dict[str, str | None]:
        """What stands between a router and the routes of those that it includes."""
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
            if not (OPERATIONAL.search(include.router) or self._is_for_pages(include))
        ]
        routers = {include.router for include in includes}
        prefixed = {one.router for one in includes if self._is_prefixed(one)}
        return len(prefixed) if len(prefixed) > 1 else 0, len(routers)

    def _is_for_pages(self, include: Include) -> bool:
        router = self.known.get(include.router)
        return bool(router and PAGES.search(router.module.text))

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


def _is_below(file: str, folder: str) -> bool:
    return folder == "." or file.startswith(f"{folder}/")


def _at(call: ast.Call, names: list[str], parameter: str) -> ast.expr | None:
    """The argument for a parameter by its position."""
    place = names.index(parameter) if parameter in names else len(call.args)
    return call.args[place] if place < len(call.args) else None


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
