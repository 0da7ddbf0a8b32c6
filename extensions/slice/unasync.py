"""Asynchronous source as its synchronous counterpart.

Templates are written once, with `await`. A project that speaks to its database
synchronously gets the same modules through here; ruff lays them out.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "AsyncClient": "TestClient",
    "AsyncConnection": "Connection",
    "AsyncEngine": "Engine",
    "AsyncExitStack": "ExitStack",
    "AsyncGenerator": "Generator",
    "AsyncIterable": "Iterable",
    "AsyncIterator": "Iterator",
    "AsyncSession": "Session",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "aclose": "close",
    "async": "",
    "async_sessionmaker": "sessionmaker",
    "asynccontextmanager": "contextmanager",
    "await": "",
    "create_async_engine": "create_engine",
    "pytest_asyncio": "pytest",
}
"""What stands for what only an event loop can run."""

MODULES: Mapping[tuple[str, str], str] = {
    ("httpx", "TestClient"): "fastapi.testclient",
    ("httpx2", "TestClient"): "fastapi.testclient",
    ("sqlalchemy.ext.asyncio", "Connection"): "sqlalchemy",
    ("sqlalchemy.ext.asyncio", "Engine"): "sqlalchemy",
    ("sqlalchemy.ext.asyncio", "Session"): "sqlalchemy.orm",
    ("sqlalchemy.ext.asyncio", "create_engine"): "sqlalchemy",
    ("sqlalchemy.ext.asyncio", "sessionmaker"): "sqlalchemy.orm",
    ("sqlmodel.ext.asyncio.session", "Session"): "sqlmodel",
}
"""Where it is imported from."""

PROMISED = re.compile(r"\bAwaitable\[([^\[\]]*)\]")
IMPORT = re.compile(r"(?m)^from (\S+) import (.+)$")


def unasync(source: str, is_sync: bool) -> str:
    """The filter of templates: synchronous where the project is."""
    return synchronous(source) if is_sync else source


def synchronous(source: str) -> str:
    """A module without a coroutine in it."""
    plain = PROMISED.sub(r"\1", source)
    lines = plain.splitlines(keepends=True)
    for token in reversed([*tokenize.generate_tokens(io.StringIO(plain).readline)]):
        name = NAMES.get(token.string)
        if name is not None:
            row, start = token.start[0] - 1, token.start[1]
            before, after = lines[row][:start], lines[row][token.end[1] :]
            lines[row] = before + (name + after if name else after.lstrip(" "))
    return IMPORT.sub(_moved, "".join(lines))


def _moved(found: re.Match[str]) -> str:
    """An import statement, as one for each name where they come from several modules."""
    module, names = found[1], found[2].split(", ")
    places = [MODULES.get((module, name), module) for name in names]
    if {*places} == {module}:
        return found[0]
    return "\n".join(
        f"from {place} import {name}" for place, name in zip(places, names, strict=True)
    )
