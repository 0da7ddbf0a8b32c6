"""How callers prove who they are."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from .depends import Dependencies, Use, dependencies_of
from .facts import Fact, Facts
from .reading import Module, Sources, Where
from .roles import roles
from .syntax import Function, assigned, calls, last, named, reference, text_of

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

ROUNDS = 4
"""Dependencies of dependencies that are followed."""


@dataclass(frozen=True)
class Candidate:
    """What may be the dependency that gives the caller."""

    reference: str
    where: Where
    user: str
    uses: int
    call: str

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """The higher, the likelier."""
        return bool(CALLER.search(self.reference)), bool(self.user), self.uses


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
    names = (scheme.names, scheme.classes) if scheme else (frozenset(), frozenset())
    callers = Callers(dependencies_of(sources), *names)
    best = max(callers.candidates, key=lambda one: one.rank, default=None)
    if best is None and scheme is None:
        return {"auth.kind": Fact("none")} if sources.modules else {}
    place = scheme.where if scheme else best.where if best else None
    found = {"auth.kind": Fact(scheme.kind if scheme else "custom", place)}
    if best:
        found["auth.dependency"] = Fact(best.reference, best.where)
        found["auth.call"] = Fact(best.call, best.where)
        found["auth.user"] = Fact(best.user or None, best.where)
        found["auth.roles"] = roles(sources, best.user)
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
    """The dependencies that lead to a scheme, or are called like one that does."""

    dependencies: Dependencies
    scheme: frozenset[str]
    classes: frozenset[str]

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Each with its uses."""
        return [
            self._candidate(reference, uses)
            for reference, uses in self._used.items()
            if self._is_candidate(reference)
        ]

    def _is_candidate(self, reference: str) -> bool:
        """Whether it is the project's, and more than a variable with a scheme in it."""
        place, _, name = reference.partition(":")
        module = self.dependencies.sources.by_name.get(place)
        bare = {variable for variable in self.scheme if variable not in self.classes}
        return bool(module and name and name not in bare)

    @cached_property
    def _used(self) -> dict[str, list[Use]]:
        names = self._leading
        found: dict[str, list[Use]] = {}
        for use in (*self.dependencies.uses, *self.dependencies.aliases):
            if use.name in names or use.name.rpartition(".")[2] in names:
                reference = self._reference(use)
                found.setdefault(reference, []).append(use)
        return found

    def _reference(self, use: Use) -> str:
        """What is asked for; its alias where it is none of the project's."""
        reference = self.dependencies.reference(use)
        is_own = reference.partition(":")[0] in self.dependencies.sources.by_name
        return reference if is_own else f"{use.module.name}:{use.alias}"

    @cached_property
    def _leading(self) -> set[str]:
        names = {
            use.name.rpartition(".")[2]
            for use in self.dependencies.uses
            if CALLER.search(use.name)
        } | self.scheme
        for _ in range(ROUNDS):
            aliases = {a.alias for a in self.dependencies.aliases if a.name in names}
            more = {*self._asking(names, aliases)} - names
            if not more:
                break
            names |= more
        return names

    def _asking(self, names: set[str], aliases: set[str]) -> Iterator[str]:
        """Functions and classes whose parameters ask for one of the names."""
        wanted = (*names, *aliases)
        for module in self.dependencies.sources.having(*wanted):
            for name, arguments in _called(module):
                if _asks(arguments, names, aliases):
                    yield name

    def _candidate(self, dependency: str, uses: list[Use]) -> Candidate:
        place, _, name = dependency.partition(":")
        module = self.dependencies.sources.by_name[place]
        aliases = [use for use in uses if use.alias]
        count = len(uses) + sum(map(self.dependencies.mentions, aliases))
        [(call, _)] = Counter(use.call for use in uses).most_common(1)
        is_own = call.partition("(")[0].endswith(name.rpartition(".")[2])
        called = name + call[len(call.partition("(")[0]) :]
        return Candidate(
            dependency,
            module.defining(name.partition(".")[0]),
            self._user(module, name, uses),
            count,
            called if is_own else call,
        )

    def _user(self, module: Module, name: str, uses: list[Use]) -> str:
        """The class of what it gives: as it says, or else as those who ask say."""
        for function in _functions(module):
            says = function.returns is not None and last(function.returns) != "Callable"
            if function.returns and says and function.name == name.rpartition(".")[2]:
                return self._own(_classes(module, function.returns))
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
            if module and name in module.defined and PERSON.search(name):
                return origin
        return ""


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


def _functions(module: Module) -> Iterator[Function]:
    for node in module.statements:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (one for one in inner if isinstance(one, Function))


def _called(module: Module) -> Iterator[tuple[str, ast.arguments]]:
    """What may be a dependency: functions, and classes by their methods."""
    for node in module.statements:
        if isinstance(node, Function):
            yield node.name, node.args
            inner = (one for one in node.body if isinstance(one, Function))
            yield from ((node.name, one.args) for one in inner)
        elif isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, Function):
                    yield node.name, one.args


def _asks(arguments: ast.arguments, names: set[str], aliases: set[str]) -> bool:
    for node in ast.walk(arguments):
        is_asked = isinstance(node, ast.Call) and last(node) in {"Depends", "Security"}
        if is_asked and last(next(iter(getattr(node, "args", ())), None)) in names:
            return True
        if isinstance(node, ast.Name) and node.id in aliases:
            return True
    return False
