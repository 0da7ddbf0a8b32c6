"""How the project speaks to its database, and how endpoints get at it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .facts import Fact, Facts
from .reading import Module, Sources
from .syntax import Function, assigned, calls, functions, last

SESSIONS = ("AsyncSession", "Session", "Database")
"""What a dependency gives that endpoints run statements with."""

GIVING = rf"->[^:]*\b({'|'.join(SESSIONS)})\b"

ORMS = (
    ("sqlmodel-async", ("sqlmodel.ext.asyncio", "from sqlmodel"), "AsyncSession"),
    ("sqlmodel-sync", ("from sqlmodel", "import sqlmodel"), ""),
    ("sqlalchemy-async", ("sqlalchemy.ext.asyncio",), ""),
    ("sqlalchemy-sync", ("from sqlalchemy", "import sqlalchemy"), ""),
    ("tortoise", ("from tortoise", "import tortoise"), ""),
    ("sql", ("import asyncpg", "import psycopg", "import aiosqlite"), ""),
)
"""Words of imports, and a word that has to be somewhere besides; the first one that fits."""


def facts(sources: Sources) -> Facts:
    """The facts about the ORM and the session."""
    return {**_orm(sources), **_session(sources)}


def _orm(sources: Sources) -> Facts:
    for name, imports, also in ORMS:
        found = list(sources.having(*imports))
        if found and (not also or any(sources.having(also))):
            return {"orm": Fact(name, found[0].where())}
    return {}


def _session(sources: Sources) -> Facts:
    candidates = [
        (_uses(sources, function.name), module, function)
        for module in sources.matching(GIVING)
        for function in functions(module)
        if _gives_session(function)
    ]
    used = [one for one in candidates if one[0]]
    if not used:
        return {}
    _, module, function = max(used, key=lambda one: one[0])
    found = {
        "session.dependency": Fact(
            f"{module.name}:{function.name}",
            module.where(function),
        ),
        "session.style": Fact("depends"),
    }
    for alias, place, node in aliases(sources, function.name):
        found["session.style"] = Fact("alias")
        found["session.alias"] = Fact(f"{place.name}:{alias}", place.where(node))
    return found


def _gives_session(function: Function) -> bool:
    """Whether it returns or yields a session, as its annotation says."""
    returned = function.returns
    if returned is None:
        return False
    inside = {last(node) for node in ast.walk(returned) if isinstance(node, ast.expr)}
    return not inside.isdisjoint(SESSIONS)


def _uses(sources: Sources, name: str) -> int:
    return sum(f"Depends({name}" in module.text for module in sources.modules)


def aliases(sources: Sources, name: str) -> Iterator[tuple[str, Module, ast.stmt]]:
    """`Alias = Annotated[…, Depends(name)]` at the top of modules."""
    for module in sources.having(f"Depends({name})", f"Security({name}"):
        for alias, value, node in assigned(module.tree.body):
            if isinstance(value, ast.Subscript) and last(value) == "Annotated":
                used = [*calls(value, "Depends"), *calls(value, "Security")]
                if any(call.args and last(call.args[0]) == name for call in used):
                    yield alias, module, node
