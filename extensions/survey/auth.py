"""How callers prove who they are."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .definitions import defined
from .depends import Dependencies, Use, dependencies_of
from .facts import Fact, Facts
from .guards import Guards
from .mapped import classes_of
from .reading import Module, Sources, Where
from .roles import owner, roles
from .routers import Routers, routers_of
from .session import SESSIONS
from .syntax import assigned, calls, commonest, last, named, reference, says, text_of

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
    call: str
    imports: list[str]
    """What its call names besides, each as `module:name`."""
    routes: int
    rank: tuple[object, ...]
    """The higher, the likelier."""


@dataclass(frozen=True)
class Scheme:
    """The scheme of a project, and the names that lead to it."""

    kind: str
    where: Where
    classes: frozenset[str]
    variables: frozenset[str]


def facts(sources: Sources) -> Facts:
    """The facts about authentication."""
    scheme = _scheme(sources)
    dependencies = dependencies_of(sources)
    callers = Callers(dependencies, routers_of(sources), scheme)
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
        found["auth.imports"] = Fact(best.imports or None, best.where)
        found["auth.user"] = Fact(best.user or None, best.where)
        found["auth.roles"] = roles(sources, best.user)
        found["auth.owner"] = owner(sources, best.user)
        aliases = dependencies.aliases_of(best.reference)
        several = [one for one in aliases if one.type and not one.is_of_a_router]
        if alias := dependencies.best(several):
            name = f"{alias.module.name}:{alias.alias}"
            found["auth.alias"] = Fact(name, alias.where)
    return found


# The scheme -------------------------------------------------------------------


def _scheme(sources: Sources) -> Scheme | None:
    for scheme, kind in SCHEMES.items():
        modules = (one for one in sources.having(scheme) if _imports(one, scheme))
        names = {scheme}
        for node in (node for one in modules for node in one.statements):
            if isinstance(node, ast.ClassDef) and names & {*map(last, node.bases)}:
                names.add(node.name)
        used = list(sources.having(*(f"{name}(" for name in names)))
        made = [
            module.where(call)
            for module in used
            for name in names
            for call in calls(module.tree, name)
        ]
        variables = frozenset(
            name
            for module in used
            for name, value, _ in assigned(module.statements)
            if isinstance(value, ast.Call) and last(value) in names
        )
        if made:
            return Scheme(kind, made[0], frozenset(names), variables)
    return None


def _imports(module: Module, scheme: str) -> bool:
    origin = module.imports.get(scheme, "fastapi.security:")
    package = origin.partition(":")[0]
    return package.startswith(LIBRARIES) and not package.startswith("fastapi.openapi")


# Who it leads to --------------------------------------------------------------


@dataclass(frozen=True)
class Callers:
    """The dependencies that refuse callers, or are called like one that knows them."""

    dependencies: Dependencies
    routers: Routers
    scheme: Scheme | None

    @cached_property
    def guards(self) -> Guards:
        """What refuses callers, and where."""
        scheme = self.scheme
        names = scheme.classes | scheme.variables if scheme else frozenset()
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
        is_variable = self.scheme and name in self.scheme.variables
        return bool(is_variable) or (name in SCHEMES and not is_own)

    @cached_property
    def _routes(self) -> Counter[str]:
        """How many routes ask for each, beside which a new one is registered, or all."""
        routes, near = self.guards.routes, self.routers.near
        close = [one for one in routes if self.routers.of_route(one[0]) in near]
        found = Counter(one for _, asked in close for one in asked)
        return found or Counter(one for _, asked in routes for one in asked)

    @cached_property
    def _used(self) -> dict[str, list[Use]]:
        known = self.guards.leading | self.guards.refusing
        return {
            one: uses
            for one, uses in self.guards.uses.items()
            if one in known or any(CALLER.search(use.name) for use in uses)
        }

    @property
    def _asked_by_most(self) -> dict[str, list[Use]]:
        """What most routes ask for, where a scheme is behind something."""
        routes = sum(self._routes.values()) and len(self.guards.routes)
        return {
            one: uses
            for one, uses in self.guards.uses.items()
            if self.scheme
            and self._routes[one] * 2 > routes
            and all(use.types.isdisjoint(SESSIONS) for use in uses)
        }

    def _candidate(
        self, dependency: str, uses: list[Use], others: list[str]
    ) -> Candidate:
        place, _, name = dependency.partition(":")
        module = self.dependencies.sources.by_name.get(place)
        call = commonest(use.call for use in uses)
        first = next(use for use in uses if use.call == call)
        before, bracket, after = first.call.partition("(")
        is_own = before.endswith(name.rpartition(".")[2])
        user = self._user(dependency, uses) if module else ""
        aliases = (use for use in uses if use.alias)
        is_above = self._is_above(dependency, others)
        is_local = module is not None and "APIRouter(" in module.text
        is_narrow = is_above and (is_local or self.guards.forbids(dependency))
        return Candidate(
            dependency,
            module.defining(name.partition(".")[0]) if module else first.where,
            user,
            name + bracket + after if is_own else first.call,
            list(self._imports(first)),
            self._routes[dependency],
            (
                dependency in self.guards.refusing,
                not is_narrow,
                bool(user),
                self._routes[dependency],
                bool(CALLER.search(dependency)),
                len(uses) + sum(map(self.dependencies.mentions, aliases)),
            ),
        )

    def _is_above(self, dependency: str, others: list[str]) -> bool:
        """Whether it asks for another candidate itself."""
        bodies = self.guards.bodies(dependency)
        asked = {one for body in bodies for one in self.guards.asked(*body)}
        return not asked.isdisjoint({*others} - {dependency})

    def _imports(self, use: Use) -> Iterator[str]:
        """What the arguments of a call name, as far as a module has it."""
        arguments = use.asked if isinstance(use.asked, ast.Call) else None
        inner = (*arguments.args, *arguments.keywords) if arguments else ()
        nodes = (node for one in inner for node in ast.walk(one))
        names = [node.id for node in nodes if isinstance(node, ast.Name)]
        for name in dict.fromkeys(names):
            origin = self.dependencies.sources.origin(reference(use.module, name))
            if name in use.module.imports or defined(self.dependencies.sources, origin):
                yield origin

    def _user(self, dependency: str, uses: list[Use]) -> str:
        """The class of what it gives: as it says, or else as those who ask say."""
        for module, function in self.guards.bodies(dependency, entries=True):
            said = function.returns
            is_said = said and not (says(said, None) or says(said, ...))
            if said and is_said and last(said) not in WITHOUT:
                return self._own(_classes(module, said))
        found = (
            self._own(
                [reference(use.module, word) for word in re.findall(r"\w+", use.type)]
            )
            for use in uses
        )
        return next(filter(None, found), "")

    def _own(self, references: Iterable[str]) -> str:
        """The first of them that is a class of the project, and stands for a caller."""
        sources = self.dependencies.sources
        mapped = {one.reference for one in classes_of(sources).mapped}
        for origin in map(sources.origin, references):
            is_person = PERSON.search(origin.partition(":")[2]) or origin in mapped
            if is_person and defined(sources, origin):
                return origin
        return ""


def _classes(module: Module, node: ast.expr) -> Iterator[str]:
    """What an annotation names, from the outside in."""
    for one in ast.walk(node):
        if isinstance(one, ast.Name | ast.Attribute):
            yield named(module, one)
        yield from (
            reference(module, word) for word in re.findall(r"\w+", text_of(one))
        )
