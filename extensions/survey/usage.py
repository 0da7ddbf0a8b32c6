"""How endpoints ask for the session, what they get, and who ends its transaction."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from .definitions import class_of, function_of
from .depends import Dependencies, Use
from .facts import Fact, Facts
from .giving import NAMES, given
from .reading import Module, Sources
from .syntax import Function, last, named, reference

ASYNC: Final = "sqlalchemy.ext.asyncio:AsyncSession"
TYPES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "sqlalchemy": {"AsyncSession": ASYNC, "Session": "sqlalchemy.orm:Session"},
        "sqlmodel": {
            "AsyncSession": "sqlmodel.ext.asyncio.session:AsyncSession",
            "Session": "sqlmodel:Session",
        },
    }
)
"""Sessions by the packages that they are imported from, wherever in these."""

PLAIN: Final[Mapping[bool, tuple[str, str, str]]] = MappingProxyType(
    {
        True: ("AsyncSession", "sqlalchemy.ext.asyncio", ASYNC),
        False: ("Session", "sqlalchemy.orm", "sqlalchemy.orm:Session"),
    }
)
"""What functions give that do not say it, by whether they are asynchronous."""

SESSIONS: Final = frozenset(
    {"AsyncConnection", "AsyncSession", "Connection", "Database", "Session"}
)
"""What a dependency gives that endpoints run statements with."""

COMMITS: Final = frozenset({"begin", "commit"})
DEEPEST: Final = 2
"""Functions of the project that a dependency calls on."""


def facts(dependencies: Dependencies, dependency: str, aliases: Sequence[Use]) -> Facts:
    """The facts about a session that dependencies give."""
    sources = dependencies.sources
    asked = [use for use in dependencies.uses if _is_of(dependencies, use, dependency)]
    function = function_of(sources, dependency)
    place = function[0].where(function[1]) if function else None
    given = _types([*asked, *aliases], function, sources)
    return {
        "session.call": Fact(_call(dependency, [*asked, *aliases]), place),
        "session.type": Fact(given, place),
        "session.commits": Fact(commits(sources, function), place),
        "session.parameter": _parameter(dependencies, asked, aliases),
    }


def _is_of(dependencies: Dependencies, use: Use, dependency: str) -> bool:
    name = dependency.rpartition(":")[2].rpartition(".")[2]
    is_alike = use.name.rpartition(".")[2] == name
    return is_alike and dependencies.reference(use) == dependency


def _call(dependency: str, uses: Iterable[Use]) -> str | None:
    """Its name, and what it is called with there."""
    name = dependency.rpartition(":")[2]
    found = Counter(use.call[len(use.name) :] for use in uses)
    return name + found.most_common(1)[0][0] if found else None


def _parameter(
    dependencies: Dependencies, asked: Iterable[Use], aliases: Iterable[Use]
) -> Fact:
    """The commonest name of a parameter that it is for."""
    named = [use for use in asked if use.parameter]
    found = Counter(use.parameter for use in named)
    for alias in aliases:
        found.update(dependencies.parameters(alias))
    if not found:
        return Fact(None)
    [(best, _)] = found.most_common(1)
    places = [use.where for use in named if use.parameter == best]
    return Fact(best, next(iter([*places, *(alias.where for alias in aliases)]), None))


# What is given ----------------------------------------------------------------


def _types(
    uses: Sequence[Use], function: tuple[Module, Function] | None, sources: Sources
) -> str | None:
    """What most say that they get, or else what it says that it gives."""
    written = (session_type(use.module, use.types, sources) for use in uses)
    found = Counter(one for one in written if one)
    if found:
        return found.most_common(1)[0][0]
    is_said = any(use.type for use in uses)
    return _given(sources, *function, is_said=is_said) if function else None


def _given(
    sources: Sources, module: Module, function: Function, *, is_said: bool
) -> str | None:
    """What a dependency says that it gives, or else what its module speaks of."""
    returned = function.returns or ast.Constant(None)
    words = {*re.findall(r"\w+", ast.unparse(returned))}
    found = session_type(module, words, sources)
    if found or is_said or function.returns:
        return found
    kind = given(sources, module, function)
    is_async = isinstance(function, ast.AsyncFunctionDef)
    name, package, usual = PLAIN[kind == "AsyncSession" if kind in NAMES else is_async]
    if name in module.imports:
        return session_type(module, {name}, sources)
    used = {origin.partition(":")[0] for origin in module.imports.values()}
    return usual if package in used or kind in NAMES else None


def session_type(module: Module, words: set[str], sources: Sources) -> str | None:
    """The session among the words of an annotation, by where it comes from."""
    found = (_known(reference(module, word), sources) for word in sorted(words))
    return next((one for one in found if one), None)


def _known(written: str, sources: Sources) -> str | None:
    """The session that a name stands for, or that its class derives from."""
    if found := class_of(sources, written):
        module, node = found
        above = (named(module, base) for base in node.bases)
        return next((one for base in above if (one := _known(base, sources))), None)
    package, _, name = sources.origin(written).partition(":")
    return TYPES.get(package.partition(".")[0], {}).get(name)


# Who commits ------------------------------------------------------------------


def is_ending(module: Module) -> bool:
    """Whether a module ends transactions."""
    return re.search(r"\.(?:begin|commit)\(", module.text) is not None


def commits(sources: Sources, found: tuple[Module, Function] | None) -> bool | None:
    """Whether it ends a transaction around what it gives."""
    return any(_ends(sources, *found, DEEPEST)) if found else None


def _ends(
    sources: Sources, module: Module, function: Function, depth: int
) -> Iterator[bool]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield isinstance(node.func, ast.Attribute) and last(node) in COMMITS
            inner = function_of(sources, sources.origin(named(module, node)))
            if inner and depth and inner[1] is not function:
                yield any(_ends(sources, *inner, depth - 1))
