"""How the project speaks to its database, and how endpoints get at it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from . import container, usage
from .definitions import function_of
from .depends import Dependencies, Use, dependencies_of
from .facts import Fact, Facts
from .giving import MAKERS, given, is_maker
from .reading import Module, Sources, Where
from .syntax import assigned, functions, last
from .usage import SESSIONS

WORDS = re.compile(r"session|db|database|conn", re.IGNORECASE)
SCOPED = {
    "async_scoped_session": "sqlalchemy.ext.asyncio:AsyncSession",
    "scoped_session": "sqlalchemy.orm:Session",
}
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
            is_known = bool(session and separator)
            return Fact(f"{library}-{way}" if is_known else name, found)
    other = any(_imports(sources, OTHERS))
    return Fact(None if other or not sources.modules else "none")


def _imports(sources: Sources, package: str) -> Iterator[Where]:
    """Where a package is imported, but for scripts of migrations."""
    pattern = re.compile(rf"(?m)^[ \t]*(?:from|import) {package}\b")
    for module in sources.modules:
        is_own = not module.is_test and pattern.search(module.text)
        if is_own and not ALEMBIC.search(module.text):
            yield module.at(pattern.pattern)


def _session(sources: Sources) -> Facts:
    dependencies = dependencies_of(sources)
    makers: Counter[str] = Counter()
    for found in (_typed(dependencies), _untyped(dependencies)):
        several = [one for one in found if not _makes(dependencies, one)]
        if several:
            best = max(several, key=lambda one: found[one])
            return _depends(dependencies, best)
        makers += found
    made = next(iter(makers), "")
    gives = {"session.gives": Fact("sessionmaker", _place(sources, made))}
    others = {**container.facts(sources), **_scoped(sources)}
    return others or (gives if made else {})


def _makes(dependencies: Dependencies, dependency: str) -> bool:
    """Whether it gives what makes sessions, and no session."""
    sources = dependencies.sources
    if function := function_of(sources, dependency):
        said = function[1].returns
        words = {*re.findall(r"\w+", ast.unparse(said))} if said else set()
        if words & {*MAKERS} or is_maker(given(sources, *function)):
            return True
    return any(
        use.types & {*MAKERS} and dependencies.reference(use) == dependency
        for use in dependencies.uses
    )


def _typed(dependencies: Dependencies) -> Counter[str]:
    """The dependencies that are said to give a session, by how often they are used."""
    found: Counter[str] = Counter()
    for use in dependencies.uses:
        if use.types & GIVEN and use.name not in MARKERS:
            found[dependencies.reference(use)] += 1
    for alias in dependencies.aliases:
        if alias.types & GIVEN:
            found[dependencies.reference(alias)] += dependencies.mentions(alias)
    return found


def _untyped(dependencies: Dependencies) -> Counter[str]:
    """The generators that give something of a module that speaks of sessions."""
    found: Counter[str] = Counter()
    for use in dependencies.uses:
        if WORDS.search(use.name) and _gives(dependencies, use):
            found[dependencies.reference(use)] += 1
    return found


def _gives(dependencies: Dependencies, use: Use) -> bool:
    place, _, name = dependencies.reference(use).partition(":")
    module = dependencies.sources.by_name.get(place)
    if module is None or not any(word in module.text for word in GIVEN):
        return False
    return any(
        function.name == name and isinstance(inner, ast.Yield | ast.Return)
        for function in functions(module)
        for inner in ast.walk(function)
    )


def _depends(dependencies: Dependencies, dependency: str) -> Facts:
    place = _place(dependencies.sources, dependency)
    aliases = list(dependencies.aliases_of(dependency))
    found = {
        "session.dependency": Fact(dependency, place),
        "session.style": Fact("depends", place),
        **usage.facts(dependencies, dependency, aliases),
    }
    several = [one for one in aliases if not one.is_of_a_router]
    best = max(several, key=dependencies.mentions, default=None)
    if best:
        alias = f"{best.module.name}:{best.alias}"
        found["session.style"] = Fact("alias", best.where)
        found["session.alias"] = Fact(alias, best.where)
    return found


def _place(sources: Sources, dependency: str) -> Where | None:
    name, _, wanted = dependency.partition(":")
    module = sources.by_name.get(name)
    return module.defining(wanted.partition(".")[0]) if module else None


def _scoped(sources: Sources) -> Facts:
    """A session for each request, that a middleware begins and ends."""
    for module in sources.having(*SCOPED):
        for name, value, node in assigned(module.statements):
            if last(value) in SCOPED and (place := _middleware(sources, module)):
                file, where = place
                given = SCOPED[last(value)]
                return {
                    "session.dependency": Fact(
                        f"{module.name}:{name}", module.where(node)
                    ),
                    "session.style": Fact("middleware", where),
                    "session.type": Fact(given, module.where(node)),
                    "session.commits": Fact(usage.is_ending(file), where),
                }
    return {}


def _middleware(sources: Sources, session: Module) -> tuple[Module, Where] | None:
    for module in sources.having("Middleware", "middleware("):
        used = {origin.partition(":")[0] for origin in module.imports.values()}
        if session.name in used and "await" in module.text:
            return module, module.at(r"(?m)^class \w*Middleware|middleware\(")
    return None
