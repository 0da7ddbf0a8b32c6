"""How the project speaks to its database, and how endpoints get at it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from . import container
from .definitions import function_of
from .depends import Dependencies, Use, dependencies_of
from .facts import Fact, Facts
from .giving import (
    MAKERS,
    PLAIN,
    SCOPED,
    commits,
    given,
    is_ending,
    session_of,
    session_type,
    words_of,
)
from .reading import Sources, Where
from .syntax import assigned, commonest, last

WORDS = re.compile(r"session|db|database|conn", re.IGNORECASE)
SESSIONS = frozenset({"AsyncConnection", "Connection", "Database", *PLAIN})
"""What a dependency gives that endpoints run statements with."""

GIVEN = SESSIONS | {*MAKERS}
MARKERS = frozenset({"Closing", "Provide"})
"""What stands in `Depends` where a container gives what is asked for."""

ALEMBIC = re.compile(r"(?m)^(?:from alembic(?:\.\w+)? import|import alembic)")
ORMS = (
    ("sqlmodel-async", r"sqlmodel", "AsyncSession"),
    ("sqlmodel-sync", r"sqlmodel", ""),
    ("sql", r"databases", ""),
    ("sqlalchemy-async", r"sqlalchemy\.ext\.asyncio", ""),
    ("sqlalchemy-sync", r"sqlalchemy", ""),
    ("tortoise", r"tortoise", ""),
    ("sql", r"(?:asyncpg|psycopg2?|aiosqlite|aiomysql|sqlite3)", ""),
)
"""What is imported, and a word that has to be somewhere besides; the first that fits."""

OTHERS = r"(?:motor|pymongo|beanie|ormar|peewee|piccolo|pony|redis_om|odmantic|gino)"
"""What keeps rows in other ways than those of the list."""


def facts(sources: Sources) -> Facts:
    """The facts about the ORM and the session."""
    session = _session(sources)
    stated = session.get("session.type", Fact(None)).value
    return {"orm": _orm(sources, str(stated or "")), **session}


def _orm(sources: Sources, session: str) -> Fact:
    """What is imported; asynchronous where the session is."""
    for name, package, also in ORMS:
        found = next(_imports(sources, package), None)
        if found and (not also or any(sources.having(also))):
            library, separator, _ = name.partition("-")
            way = "async" if "asyncio" in session else "sync"
            is_known = session and separator
            return Fact(f"{library}-{way}" if is_known else name, found)
    other = next(_imports(sources, OTHERS), None)
    return Fact(None if other or not sources.modules else "none", other)


def _imports(sources: Sources, package: str) -> Iterator[Where]:
    """Where a package is imported, but for scripts of migrations."""
    pattern = rf"(?m)^[ \t]*(?:from|import) {package}\b"
    for module in sources.matching(pattern):
        if not ALEMBIC.search(module.text):
            yield module.at(pattern)


def _session(sources: Sources) -> Facts:
    dependencies = dependencies_of(sources)
    makers: list[str] = []
    for found in (_typed(dependencies), _untyped(dependencies)):
        several = [one for one in found if not _makes(dependencies, one)]
        if several:
            return _depends(dependencies, max(several, key=lambda one: found[one]))
        makers += found
    others = {**container.facts(sources), **_scoped(sources)}
    gives = Fact("sessionmaker", _place(sources, makers[0]) if makers else None)
    return others or ({"session.gives": gives} if makers else {})


def _makes(dependencies: Dependencies, dependency: str) -> bool:
    """Whether it gives what makes sessions, and no session."""
    if function := function_of(dependencies.sources, dependency):
        if words_of(function[1].returns) & {*MAKERS}:
            return True
        if given(dependencies.sources, *function) in MAKERS:
            return True
    return any(
        use.types & {*MAKERS} and dependencies.reference(use) == dependency
        for use in dependencies.uses
    )


def _typed(dependencies: Dependencies) -> Counter[str]:
    """The dependencies that are said to give a session, by how often they are used."""
    found: Counter[str] = Counter()
    for use in dependencies.uses:
        is_marker = use.name in MARKERS
        if use.types & GIVEN and (use.alias or not is_marker):
            more = dependencies.mentions(use) if use.alias else 0
            found[dependencies.reference(use)] += more + (not is_marker)
    return found


def _untyped(dependencies: Dependencies) -> Counter[str]:
    """The functions that give something of a module that speaks of sessions."""
    called = (use for use in dependencies.uses if WORDS.search(use.name))
    counted = Counter(map(dependencies.reference, called))
    return Counter(
        {one: count for one, count in counted.items() if _gives(dependencies, one)}
    )


def _gives(dependencies: Dependencies, dependency: str) -> bool:
    found = function_of(dependencies.sources, dependency)
    if found is None or not any(word in found[0].text for word in GIVEN):
        return False
    nodes = ast.walk(found[1])
    return any(isinstance(one, ast.Yield | ast.Return) for one in nodes)


def _depends(dependencies: Dependencies, dependency: str) -> Facts:
    """The facts about a session that a dependency gives."""
    sources = dependencies.sources
    aliases = list(dependencies.aliases_of(dependency))
    uses = [*dependencies.uses_of(dependency), *aliases]
    name = dependency.rpartition(":")[2]
    called = commonest(use.call[len(use.name) :] for use in uses)
    function = function_of(sources, dependency)
    place = function[0].where(function[1]) if function else None
    types = (session_type(use.module, use.types, sources) for use in uses)
    stated = commonest(filter(None, types))
    if function and not stated:
        is_said = any(use.type for use in uses)
        stated = session_of(sources, function, is_said=is_said)
    defined = _place(sources, dependency)
    found = {
        "session.dependency": Fact(dependency, defined),
        "session.style": Fact("depends", defined),
        "session.call": Fact(name + (called or ""), place),
        "session.type": Fact(stated, place),
        "session.commits": Fact(function and commits(sources, function), place),
        "session.parameter": _parameter(dependencies, uses),
    }
    if best := dependencies.best(one for one in aliases if not one.is_of_a_router):
        alias = f"{best.module.name}:{best.alias}"
        found["session.style"] = Fact("alias", best.where)
        found["session.alias"] = Fact(alias, best.where)
    return found


def _parameter(dependencies: Dependencies, uses: list[Use]) -> Fact:
    """The commonest name of a parameter that it is for."""
    found = Counter(use.parameter for use in uses if use.parameter)
    for use in uses:
        found.update(dependencies.parameters(use) if use.alias else ())
    best = commonest(found.elements())
    places = [use.where for use in uses if best and use.parameter == best]
    places += [use.where for use in uses if best and use.alias]
    return Fact(best, next(iter(places), None))


def _place(sources: Sources, dependency: str) -> Where | None:
    name, _, wanted = dependency.partition(":")
    module = sources.by_name.get(name)
    return module.defining(wanted.partition(".")[0]) if module else None


def _scoped(sources: Sources) -> Facts:
    """A session for each request, that a middleware begins and ends."""
    for module in sources.having(*SCOPED):
        for name, value, node in assigned(module.statements):
            kind = SCOPED.get(last(value))
            for other in sources.having("Middleware", "middleware(") if kind else ():
                used = {one.partition(":")[0] for one in other.imports.values()}
                if kind and module.name in used and "await" in other.text:
                    place = module.where(node)
                    where = other.at(r"(?m)^class \w*Middleware|middleware\(")
                    return {
                        "session.dependency": Fact(f"{module.name}:{name}", place),
                        "session.style": Fact("middleware", where),
                        "session.type": Fact(PLAIN[kind], place),
                        "session.commits": Fact(is_ending(other), where),
                    }
    return {}
