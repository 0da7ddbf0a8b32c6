"""Asynchronous source as its synchronous counterpart.

Templates are written once, with `await`. A project that speaks to its database
synchronously gets the same modules through here.
"""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections.abc import Iterator, Mapping
from tokenize import NAME, STRING, TokenInfo

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
    "async_sessionmaker": "sessionmaker",
    "asynccontextmanager": "contextmanager",
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

DROPPED = frozenset({"async", "await"})
MARKS = re.compile(r"(?m)^ *@pytest\.mark\.(?:anyio|asyncio)\b.*\n")
"""What asks for an event loop."""

PROMISED = re.compile(r"\bAwaitable\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
"""The type of what is there at once, where nothing has to be awaited."""

IMPORT = re.compile(r"(?m)^from (\S+) import (?:\(([^)]*)\)|(.*))$")


EXPRESSION = re.compile(r"{([^{}]*await[^{}]*)}")


def synchronous(source: str) -> str:
    """A module without a coroutine in it."""
    plain = PROMISED.sub(r"\1", MARKS.sub("", _unwrapped(source)))
    return IMPORT.sub(_moved, _renamed(plain))


def unasync(source: str, is_sync: bool) -> str:
    """The filter of templates: synchronous where the project is."""
    return synchronous(source) if is_sync else source


def _renamed(source: str) -> str:
    """Without the keywords, and with the other names."""
    lines = source.splitlines(keepends=True)
    for token in reversed(_tokens(source)):
        other = _instead(token)
        if other is not None:
            row, start = token.start
            before, after = lines[row - 1][:start], lines[row - 1][token.end[1] :]
            lines[row - 1] = before + (other + after if other else after.lstrip(" "))
    return "".join(lines)


def _instead(token: TokenInfo) -> str | None:
    """What stands for a token; nothing where it goes, `None` where it stays."""
    if token.type == NAME:
        return "" if token.string in DROPPED else NAMES.get(token.string)
    if token.type == STRING and token.string[0] in "fF":
        return EXPRESSION.sub(_within, token.string)
    if token.type == STRING and (name := token.string[1:-1]) in NAMES:
        return f'"{NAMES[name]}"'
    return None


def _within(found: re.Match[str]) -> str:
    """An expression of an f-string, which older Pythons take for plain text."""
    inner = _renamed(_unwrapped(f"{found[1]}\n")).removesuffix("\n")
    return f"{{{inner}}}"


def _moved(found: re.Match[str]) -> str:
    """An import statement, as one for each module that its names now come from."""
    module, several, one = found.groups()
    places: dict[str, list[str]] = {}
    for name in filter(None, (part.strip() for part in (several or one).split(","))):
        places.setdefault(MODULES.get((module, name), module), []).append(name)
    if [*places] == [module]:
        return found[0]
    return "\n".join(
        f"from {place} import {', '.join(names)}" for place, names in places.items()
    )


def _tokens(source: str) -> list[TokenInfo]:
    return list(tokenize.generate_tokens(io.StringIO(source).readline))


def _pairs(tokens: list[TokenInfo]) -> Iterator[tuple[int, int]]:
    """The places of the brackets that belong together, inner ones first."""
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.type == tokenize.OP and token.string in "([{":
            opened.append(place)
        elif token.type == tokenize.OP and token.string in ")]}":
            yield opened.pop(), place


# Parentheses that only an await needed ------------------------------------------


def _unwrapped(source: str) -> str:
    """`(await found).all()` without the parentheses, where they stand on one line."""
    tokens = _tokens(source)
    lines = source.splitlines(keepends=True)
    needless = [
        token
        for first, last in _pairs(tokens)
        if _is_only_for_await(tokens, first, last)
        for token in (tokens[first], tokens[last])
    ]
    for token in sorted(needless, key=lambda one: one.start, reverse=True):
        row, column = token.start
        line = lines[row - 1]
        lines[row - 1] = line[:column] + line[column + 1 :]
    return "".join(lines)


def _is_only_for_await(tokens: list[TokenInfo], first: int, last: int) -> bool:
    """Whether they stand around what is awaited, and something is done with it."""
    before, after = tokens[first - 1], tokens[last + 1]
    is_call = before.string in {")", "]"} or (
        before.type == NAME and not keyword.iskeyword(before.string)
    )
    return (
        tokens[first].string == "("
        and not is_call
        and tokens[first + 1].string == "await"
        and after.string in {".", "["}
        and tokens[first].start[0] == tokens[last].start[0]
        and _is_one_thing(tokens[first + 2 : last])
    )


def _is_one_thing(tokens: list[TokenInfo]) -> bool:
    """Whether it is a name, and what is looked up in it and called."""
    return all(
        token.string in {".", "(", ")", "[", "]"}
        or (token.type == NAME and not keyword.iskeyword(token.string))
        for token in _outside(tokens)
    )


def _outside(tokens: list[TokenInfo]) -> Iterator[TokenInfo]:
    """The tokens that stand in no brackets, and the brackets."""
    depth = 0
    for token in tokens:
        depth -= token.string in {")", "]", "}"}
        if depth == 0:
            yield token
        depth += token.string in {"(", "[", "{"}
