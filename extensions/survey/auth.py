"""How callers prove who they are."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .depends import Dependencies, Use, dependencies_of
from .facts import Fact, Facts
from .guards import Guards
from .mapped import classes_of
from .reading import Module, Sources, Where
from .roles import owner, roles
from .routers import Routers, routers_of
from .syntax import assigned, calls, last, named, reference, text_of
from .usage import SESSIONS

SCHEMES = {
    "OAuth2PasswordBearer": "oauth2",
    "OAuth2AuthorizationCodeBearer": "oauth2",
    "HTTPBearer": "bearer",
    "APIKeyHeader": "api_key",
    "APIKeyCookie": "api_key",
    "APIKeyQuery": "api_key",
    "BearerTransport": "oauth2",
    "CookieTransport": "api_key",
    "SecurityBase": "custom",
}
"""Security schemes, and what makes them; the first that the project uses is its own."""

LIBRARIES = ("fastapi", "fastapi_users")
CALLER = re.compile(
    r"current_(?:\w+_)?(?:user|account|member|principal)(?:_\w+)?\b"
    r"|is_auth|\bauthenticate"
)
"""What dependencies are called that give the caller, whatever they read."""

PERSON = re.compile(r"user|account|member|principal|identity|caller", re.IGNORECASE)
"""What classes are called that stand for a caller."""

WITHOUT = frozenset({"Callable", "bool", "dict", "list", "str", "tuple"})
"""What is no caller, whatever it holds."""


@dataclass(frozen=True)
class Candidate:
    """What may be the dependency that gives the caller."""

    reference: str
    where: Where
    user: str
    uses: int
    call: str
    imports: tuple[str, ...]
    """What its call names besides, each as `module:name`."""
    routes: int
    refuses: bool
    forbids: bool
    """Whether it turns away some whom another candidate knows."""
    is_local: bool
    """Whether it stands with the routes of one resource, above another candidate."""

    @property
    def rank(self) -> tuple[object, ...]:
        """The higher, the likelier."""
        is_named = bool(CALLER.search(self.reference))
        by_use = self.routes, is_named, self.uses
        is_wide = not self.forbids and not self.is_local
        return self.refuses, is_wide, bool(self.user), *by_use


@dataclass(frozen=True)
class Scheme:
    """The scheme of a project, and the names that lead to it."""

    kind: str
    where: Where
    names: frozenset[str]
    classes: frozenset[str]


def facts(sources: Sources) -> Facts:
    """The facts about authentication."""
    scheme = _scheme(sources)
    callers = Callers(dependencies_of(sources), routers_of(sources), scheme)
    best = max(callers.candidates, key=lambda one: one.rank, default=None)
    guarded = max(callers.guards.guarded, best.routes if best else 0)
    if best is None and scheme is None and not guarded:
        return {"auth.kind": Fact("none")} if sources.modules else {}
    place = scheme.where if scheme else best.where if best else None
    found = {
        "auth.kind": Fact(scheme.kind if scheme else "custom", place),
        "auth.guarded": Fact(guarded),
        "auth.routes": Fact(len(callers.guards.routes)),
    }
    if best:
        found["auth.dependency"] = Fact(best.reference, best.where)
        found["auth.call"] = Fact(best.call, best.where)
        found["auth.imports"] = Fact([*best.imports] or None, best.where)
        found["auth.user"] = Fact(best.user or None, best.where)
        found["auth.roles"] = roles(sources, best.user)
        found["auth.owner"] = owner(sources, best.user)
        found |= _alias(dependencies_of(sources), best.reference)
    return found


def _alias(dependencies: Dependencies, reference: str) -> Facts:
    """The alias that is most asked for, of those that are parameters."""
    aliases = dependencies.aliases_of(reference)
    several = [one for one in aliases if one.type and not one.is_of_a_router]
    best = max(several, key=dependencies.mentions, default=None)
    if best is None:
        return {}
    return {"auth.alias": Fact(f"{best.module.name}:{best.alias}", best.where)}


# The scheme -------------------------------------------------------------------


def _scheme(sources: Sources) -> Scheme | None:
    for scheme, kind in SCHEMES.items():
        modules = [one for one in sources.having(scheme) if _imports(one, scheme)]
        heirs = list(_heirs(modules, {scheme}))
        names = {scheme, *(node.name for _, node in heirs)}
        used = list(sources.having(*(f"{name}(" for name in names)))
        for module in used:
            for call in (one for name in names for one in calls(module.tree, name)):
                variables = {*_variables(used, names)}
                place = module.where(call)
                return Scheme(
                    kind, place, frozenset(names | variables), frozenset(names)
                )
    return None


def _imports(module: Module, scheme: str) -> bool:
    origin = module.imports.get(scheme, "fastapi.security:")
    package = origin.partition(":")[0]
    return package.startswith(LIBRARIES) and not package.startswith("fastapi.openapi")


def _heirs(
    modules: Iterable[Module], names: set[str]
) -> Iterator[tuple[Module, ast.ClassDef]]:
    """Classes that derive from one of the names; those then count too."""
    for module in modules:
        for node in module.statements:
            if isinstance(node, ast.ClassDef) and names & {*map(last, node.bases)}:
                names.add(node.name)
                yield module, node


def _variables(modules: Iterable[Module], names: set[str]) -> Iterator[str]:
    for module in modules:
        for name, value, _ in assigned(module.statements):
            if isinstance(value, ast.Call) and last(value) in names:
                yield name


# Who it leads to --------------------------------------------------------------


@dataclass(frozen=True)
class Callers:
    """The dependencies that refuse callers, or are called like one that knows them."""

    dependencies: Dependencies
    routers: Routers
    scheme: Scheme | None

    @property
    def _variables(self) -> frozenset[str]:
        """The variables that a scheme is kept in."""
        return self.scheme.names - self.scheme.classes if self.scheme else frozenset()

    @cached_property
    def guards(self) -> Guards:
        """What refuses callers, and where."""
        names = self.scheme.names if self.scheme else frozenset()
        return Guards(self.dependencies, self.routers, names)

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Each with its uses; a scheme alone only where there is nothing else."""
        return self._made(self._used) or self._made(self._asked_by_most)

    def _made(self, used: Mapping[str, list[Use]]) -> list[Candidate]:
        several = [one for one in used if self._is_candidate(one)]
        known = [one for one in several if not self._is_bare(one)]
        asked = [one for one in several if self._routes[one]]
        return [self._candidate(one, used[one], several) for one in known or asked]

    def _is_candidate(self, reference: str) -> bool:
        """Whether it is there, and a new route can ask for it."""
        place, _, name = reference.partition(":")
        is_own = place in self.dependencies.sources.by_name
        is_known = is_own or (self._is_bare(reference) and place)
        return bool(is_known and name) and not self.guards.needs(reference)

    def _is_bare(self, reference: str) -> bool:
        """Whether it is a scheme of a library, which gives what the caller sent."""
        place, _, name = reference.partition(":")
        is_own = place in self.dependencies.sources.by_name
        return name in self._variables or (name in SCHEMES and not is_own)

    @cached_property
    def _routes(self) -> Counter[str]:
        """How many routes ask for each."""
        return self._asked_below(self._near) or self._asked_below(None)

    @property
    def _near(self) -> set[str]:
        """The routers beside which a new one is registered."""
        return {*self.routers.below(self.routers.register or self.routers.app)}

    def _asked_below(self, routers: set[str] | None) -> Counter[str]:
        of_route, app = self.routers.of_route, self.routers.app
        return Counter(
            one
            for route, asked in self.guards.routes
            if routers is None or of_route.get(id(route.call), app) in routers
            for one in asked
        )

    @cached_property
    def _used(self) -> dict[str, list[Use]]:
        found: dict[str, list[Use]] = {}
        for use in self.dependencies.uses:
            reference = self.guards.reference(use)
            known = self.guards.leading | self.guards.refusing
            if CALLER.search(use.name) or reference in known:
                found.setdefault(reference, []).append(use)
        return found

    @property
    def _asked_by_most(self) -> dict[str, list[Use]]:
        """What most routes ask for, where a scheme is behind something."""
        routes = sum(self._routes.values()) and len(self.guards.routes)
        found: dict[str, list[Use]] = {}
        for use in self.dependencies.uses if self.scheme else ():
            reference = self.guards.reference(use)
            if self._routes[reference] * 2 > routes and use.types.isdisjoint(SESSIONS):
                found.setdefault(reference, []).append(use)
        return found

    def _candidate(
        self, dependency: str, uses: list[Use], others: list[str]
    ) -> Candidate:
        place, _, name = dependency.partition(":")
        module = self.dependencies.sources.by_name.get(place)
        aliases = [use for use in uses if use.alias]
        count = len(uses) + sum(map(self.dependencies.mentions, aliases))
        [(call, _)] = Counter(use.call for use in uses).most_common(1)
        first = next(use for use in uses if use.call == call)
        is_own = call.partition("(")[0].endswith(name.rpartition(".")[2])
        called = name + call[len(call.partition("(")[0]) :]
        is_above = self._is_above(dependency, others)
        return Candidate(
            dependency,
            module.defining(name.partition(".")[0]) if module else first.where,
            self._user(module, name, uses) if module else "",
            count,
            called if is_own else call,
            tuple(self._imports(first)),
            self._routes[dependency],
            dependency in self.guards.refusing,
            is_above and self.guards.forbids(dependency),
            is_above and module is not None and "APIRouter(" in module.text,
        )

    def _is_above(self, dependency: str, others: list[str]) -> bool:
        """Whether it asks for another candidate itself."""
        return any(
            one in others and one != dependency
            for body in self.guards.bodies(dependency)
            for one in self.guards.asked(*body)
        )

    def _imports(self, use: Use) -> Iterator[str]:
        """What the arguments of a call name, as far as a module has it."""
        arguments = use.asked if isinstance(use.asked, ast.Call) else None
        inner = (*arguments.args, *arguments.keywords) if arguments else ()
        names = {
            node.id: None
            for one in inner
            for node in ast.walk(one)
            if isinstance(node, ast.Name)
        }
        for name in names:
            origin = self.dependencies.sources.origin(reference(use.module, name))
            place, _, named_ = origin.partition(":")
            known = self.dependencies.sources.by_name.get(place)
            if name in use.module.imports or (known and named_ in known.defined):
                yield origin

    def _user(self, module: Module, name: str, uses: list[Use]) -> str:
        """The class of what it gives: as it says, or else as those who ask say."""
        for module_, function in self.guards.bodies(
            f"{module.name}:{name}", entries=True
        ):
            said = function.returns
            if said is not None and last(said) not in WITHOUT and _is_said(said):
                return self._own(_classes(module_, said))
        typed = [use for use in uses if use.type]
        found = (
            self._own([reference(use.module, word) for word in _words(use.type)])
            for use in typed
        )
        return next((one for one in found if one), "")

    def _own(self, references: Iterable[str]) -> str:
        """The first of them that is a class of the project, and stands for a caller."""
        sources = self.dependencies.sources
        for origin in map(sources.origin, references):
            place, _, name = origin.partition(":")
            module = sources.by_name.get(place)
            is_person = PERSON.search(name) or origin in self._mapped
            if module and name in module.defined and is_person:
                return origin
        return ""

    @cached_property
    def _mapped(self) -> frozenset[str]:
        mapped = classes_of(self.dependencies.sources).mapped
        return frozenset(one.reference for one in mapped)


def _is_said(node: ast.expr) -> bool:
    """Whether an annotation says anything at all."""
    return not (isinstance(node, ast.Constant) and node.value in {None, ...})


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _classes(module: Module, node: ast.expr) -> list[str]:
    """What an annotation names, from the outside in."""
    found = []
    for one in ast.walk(node):
        if isinstance(one, ast.Name | ast.Attribute):
            found.append(named(module, one))
        else:
            found += [reference(module, word) for word in _words(text_of(one))]
    return found
