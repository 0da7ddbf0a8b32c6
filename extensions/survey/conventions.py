"""How most routes are written, by counting them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .facts import Fact, Facts
from .reading import Sources
from .routers import OPERATIONAL, Router, Routers, routers_of
from .routes import METHODS, Route, routes_of
from .syntax import Function, keyword, last, named

DEFINED: Final = re.compile(r"(?m)^[ \t]*(?:async )?(?:def|class) (?!_|test_)\w+")
SCOPE: Final = frozenset({"inject"})
"""Decorators that are known otherwise."""


def facts(sources: Sources) -> Facts:
    """The facts about how routes are declared, and whether things are documented."""
    found = Conventions(sources, routers_of(sources))
    return {**found.facts, "docstrings": _docstrings(sources)}


def _docstrings(sources: Sources) -> Fact:
    """Whether most functions and classes that others use say what they are."""
    defined = documented = 0
    for module in sources.modules:
        if not module.is_test:
            lines = module.text.split("\n")
            for number, line in enumerate(lines):
                if DEFINED.match(line):
                    defined += 1
                    documented += _is_documented(lines, number)
    return Fact(documented * 2 > defined) if defined else Fact(None)


def _is_documented(lines: list[str], number: int) -> bool:
    """Whether the line after a heading begins a docstring."""
    for line in lines[number : number + 30]:
        number += 1
        bare = line.partition("  #")[0].rstrip()
        if bare.endswith(":"):
            break
    following = lines[number].lstrip() if number < len(lines) else ""
    return following.lstrip("rRuU").startswith(('"""', "'''"))


@dataclass(frozen=True)
class Conventions:
    """What most routes of a project have in common."""

    sources: Sources
    routers: Routers

    @cached_property
    def routes(self) -> list[Route]:
        """Those of resources, beside which a new one comes, or else all."""
        own = {*self.routers.below(self.routers.register or self.routers.app)}
        several = [
            one for one in routes_of(self.sources) if not OPERATIONAL.search(one.path)
        ]
        near = [one for one in several if self._router(one) in own]
        return near or several

    def _router(self, route: Route) -> str:
        return self.routers.of_route.get(id(route.call), self.routers.app)

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
            "routers.decorators": Fact(self._decorators or None),
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
        router = self.routers.known.get(self._router(route))
        place = self._place_of_prefix(router)[0] if router else "routes"
        is_prefixed = place != "routes"
        bare = route.path.strip("/")
        return "{" not in bare and (not bare if is_prefixed else "/" not in bare)

    @property
    def _served(self) -> list[Router]:
        used = {self._router(one) for one in self.routes}
        return [one for one in self.routers.served if one.reference in used]

    def _place_of_prefix(self, router: Router) -> tuple[str, Router]:
        """Where the path of a resource is said: at its include, its router, or its routes."""
        included = [
            one for one in self.routers.includes if one.router == router.reference
        ]
        if router.prefix != "" and keyword(router.call, "prefix"):
            return "router", router
        if any(keyword(one.call, "prefix") for one in included):
            return "include", router
        return "routes", router

    def _place_of_tags(self, router: Router) -> tuple[str, Router]:
        included = [
            one for one in self.routers.includes if one.router == router.reference
        ]
        if keyword(router.call, "tags"):
            return "router", router
        if any(keyword(one.call, "tags") for one in included):
            return "include", router
        is_said = sum(keyword(call, "tags") is not None for call in router.routes)
        return ("routes" if is_said * 2 > len(router.routes) else "none"), router

    @property
    def _class(self) -> Fact:
        """The class of most routers, where it is one of the project's."""
        kinds = Counter(
            self.sources.origin(named(one.module, one.call.func))
            for one in self._served
        )
        best = max(kinds, key=lambda one: kinds[one], default="")
        is_own = best.partition(":")[0] in self.sources.by_name
        return Fact(best if is_own else None)

    # Functions --------------------------------------------------------------------------

    @property
    def _decorators(self) -> list[str]:
        """What else most of them are decorated with."""
        found: Counter[str] = Counter()
        for route in self.routes:
            for made in route.function.decorator_list:
                name = last(made)
                if name not in METHODS | SCOPE:
                    found[self.sources.origin(named(route.module, made))] += 1
        return sorted(one for one in found if found[one] * 2 > len(self.routes))

    def _most(self, several: Iterable[tuple[str, Router | Route] | None]) -> Fact:
        """The commonest value, with its first example."""
        known = [one for one in several if one is not None]
        counts: Counter[Hashable] = Counter(value for value, _ in known)
        if not counts:
            return Fact(None)
        [(best, _)] = counts.most_common(1)
        example = next(one for value, one in known if value == best)
        node = example.call if isinstance(example, Route) else example.node
        return Fact(best, example.module.where(node))


def _answer(route: Route) -> tuple[str, Route] | None:
    """How a route says what it answers with; deletions say nothing."""
    has_model = keyword(route.call, "response_model") is not None
    returned = _said(route.function)
    if route.method == "delete" and not has_model:
        return None
    if has_model:
        return ("both" if returned else "response_model"), route
    return ("annotation" if returned else "none"), route


def _said(function: Function) -> bool:
    returned = function.returns
    is_none = isinstance(returned, ast.Constant) and returned.value is None
    return (
        returned is not None
        and not is_none
        and last(returned) not in {"Any", "Response"}
    )
