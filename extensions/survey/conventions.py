"""How most routes are written, by counting them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .facts import Fact, Facts
from .reading import Sources
from .routers import OPERATIONAL, Router, Routers, routers_of
from .routes import METHODS, Route, routes_of
from .syntax import commonest, keyword, last, named, says

DEFINED: Final = re.compile(r"(?m)^[ \t]*(?:async )?(?:def|class) (?!_|test_)\w+")
LONGEST: Final = 30
"""Lines that a heading may take."""

SCOPE: Final = frozenset({"inject"})
"""Decorators that are known otherwise."""


def facts(sources: Sources) -> Facts:
    """The facts about how routes are declared, and whether things are documented."""
    found = Conventions(sources, routers_of(sources))
    return {**found.facts, "docstrings": _docstrings(sources)}


def _docstrings(sources: Sources) -> Fact:
    """Whether most functions and classes that others use say what they are."""
    said = [
        _is_documented(module.text[one.end() :])
        for module in sources.modules
        if not module.is_test
        for one in DEFINED.finditer(module.text)
    ]
    return Fact(sum(said) * 2 > len(said) if said else None)


def _is_documented(text: str) -> bool:
    """Whether a docstring follows the end of a heading."""
    lines = iter(text.split("\n", LONGEST))
    for line in lines:
        if line.partition("  #")[0].rstrip().endswith(":"):
            break
    following = next(lines, "").lstrip().lstrip("rRuU")
    return following.startswith(('"""', "'''"))


@dataclass(frozen=True)
class Conventions:
    """What most routes of a project have in common."""

    sources: Sources
    routers: Routers

    @cached_property
    def routes(self) -> list[Route]:
        """Those of resources, beside which a new one comes, or else all."""
        of_route, own = self.routers.of_route, self.routers.near
        several = [
            one for one in routes_of(self.sources) if not OPERATIONAL.search(one.path)
        ]
        near = [one for one in several if of_route(one) in own]
        return near or several

    @property
    def facts(self) -> Facts:
        """The facts about them."""
        if not self.routes:
            return {}
        return {
            "routers.slash": self._slash,
            "routers.prefixes": self._most(map(self._place_of_prefix, self._served)),
            "routers.tags": self._most(map(self._place_of_tags, self._served)),
            "routers.class": self._class,
            "routers.answers": self._most(map(_answer, self.routes)),
            "routers.decorators": self._decorators,
        }

    # Paths and tags -------------------------------------------------------------------

    @property
    def _slash(self) -> Fact:
        """Whether the path of all rows ends with a slash, and that of one row too."""
        several = [one for one in self.routes if self._is_of_all(one)]
        single = [one for one in self.routes if one.path.rstrip("/").endswith("}")]
        ends = sum(one.path.endswith("/") for one in several) * 2 > len(several)
        all_ends = sum(one.path.endswith("/") for one in single) * 2 > len(single)
        if not several:
            return Fact(None)
        example = next(
            (one for one in several if one.path.endswith("/") == ends), several[0]
        )
        value = ("all" if all_ends else "collections") if ends else "none"
        return Fact(value, example.module.where(example.call))

    def _is_of_all(self, route: Route) -> bool:
        """Whether it is the path of all rows: that of its router, or a noun."""
        router = self.routers.known.get(self.routers.of_route(route))
        is_prefixed = router is not None and self._place(router, "prefix") != ""
        bare = route.path.strip("/")
        return "{" not in bare and (not bare if is_prefixed else "/" not in bare)

    @property
    def _served(self) -> list[Router]:
        used = set(map(self.routers.of_route, self.routes))
        return [one for one in self.routers.served if one.reference in used]

    def _place_of_prefix(self, router: Router) -> tuple[str, Router]:
        """Where the path of a resource is said: at its include, its router, or its routes."""
        return self._place(router, "prefix") or "routes", router

    def _place_of_tags(self, router: Router) -> tuple[str, Router]:
        is_said = sum(keyword(one.call, "tags") is not None for one in router.routes)
        of_routes = "routes" if is_said * 2 > len(router.routes) else "none"
        return self._place(router, "tags") or of_routes, router

    def _place(self, router: Router, option: str) -> str:
        """Which of the calls that make and include a router has an option."""
        is_empty = option == "prefix" and router.prefix == ""
        if keyword(router.call, option) and not is_empty:
            return "router"
        includes = self.routers.includes
        included = (one.call for one in includes if one.router == router.reference)
        return "include" if any(keyword(one, option) for one in included) else ""

    @property
    def _class(self) -> Fact:
        """The class of most routers, where it is one of the project's."""
        origin = self.sources.origin
        best = commonest(
            origin(named(one.module, one.call.func)) for one in self._served
        )
        is_own = best and best.partition(":")[0] in self.sources.by_name
        return Fact(best if is_own else None)

    # Functions --------------------------------------------------------------------------

    @property
    def _decorators(self) -> Fact:
        """What else most of them are decorated with."""
        found = Counter(
            self.sources.origin(named(route.module, made))
            for route in self.routes
            for made in route.function.decorator_list
            if last(made) not in METHODS | SCOPE
        )
        most = sorted(one for one in found if found[one] * 2 > len(self.routes))
        return Fact(most or None)

    def _most(self, several: Iterable[tuple[str, Router | Route] | None]) -> Fact:
        """The commonest value, with its first example."""
        known = [one for one in several if one is not None]
        best = commonest(value for value, _ in known)
        example = next((one for value, one in known if value == best), None)
        if example is None:
            return Fact(None)
        node = example.call if isinstance(example, Route) else example.node
        return Fact(best, example.module.where(node))


def _answer(route: Route) -> tuple[str, Route] | None:
    """How a route says what it answers with; deletions say nothing."""
    has_model = keyword(route.call, "response_model") is not None
    if route.method == "delete" and not has_model:
        return None
    returned = route.function.returns
    is_open = returned is None or says(returned, None)
    is_said = not is_open and last(returned) not in {"Any", "Response"}
    if has_model:
        return ("both" if is_said else "response_model"), route
    return ("annotation" if is_said else "none"), route
