"""The tests: where they stand, what they ask with, and what is there for them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .aggregator import common
from .facts import Fact, Facts
from .packaging import home
from .places import resources
from .reading import TESTS, Module, Sources, Where
from .syntax import Function, functions, keyword, last, text_of

CLIENTS = {"AsyncClient": "httpx", "TestClient": "testclient"}
SESSIONS = frozenset({"AsyncConnection", "AsyncSession", "Database", "Session"})
CONNECTIONS = frozenset({"AsyncConnection", "Connection"})
"""What two sessions may both run their statements on."""

HEADERS = frozenset({"AsyncClient", "TestClient", "Headers", "dict", "Dict", ""})
GENERATORS = re.compile(r"^(?:Async)?(?:Generator|Iterator|Iterable)$|^Awaitable$")
CONFIGURATIONS = ("pyproject.toml", "pytest.ini", "setup.cfg", "tox.ini")
IMPORTED = re.compile(r"(?m)^[ \t]*(?:from|import) (httpx2?)\b")
DECLARING = re.compile(r"(?:^|/)(?:pyproject\.toml|requirements[^/]*(?:/[^/]+)?\.txt)$")
DECLARED = re.compile(r"(?m)(?:^|[\s'\"])(httpx2?)(?![\w-])")
PLUGINS = {
    "pytest-asyncio": ("mark.asyncio", "pytest_asyncio"),
    "anyio": ("mark.anyio", "anyio_backend"),
}

NAMED_SESSION = re.compile(r"^(?:db|(?:async_|db_|test_)?session)$")
NAMED_APP = re.compile(r"^(?:\w+_)?app(?:lication)?$")
NAMED_AUTH = re.compile(r"(?:^|_)(?:auth|authed|authori[sz]ed|logged|headers)(?:_|$)")
NOT_AUTH = re.compile(r"admin|super|wrong|invalid|stranger|not_|fake|mock")


@dataclass(frozen=True)
class Fixture:
    """A fixture, by the name that tests ask for it with."""

    name: str
    gives: str
    """The last name of what it is annotated with, but for generators."""
    where: Where
    asks: tuple[str, ...] = ()
    """The fixtures that it asks for itself."""
    overrides: bool = False
    """Whether it puts something in the place of dependencies for every test."""


def facts(sources: Sources) -> Facts:
    """The facts about tests."""
    folder = home(sources)
    tests = [
        one for one in sources.modules if one.is_test and one.file.startswith(folder)
    ]
    if not tests:
        return {}
    prepared = _prepared(tests, resources(sources))
    where = _folder(tests, prepared)
    package = f"{where}/__init__.py"
    is_package = package in sources.files
    place = Where(package, 1) if is_package else None
    found = {"tests.folder": Fact(where), "tests.package": Fact(is_package, place)}
    if prepared and prepared[0].stem == "conftest":
        found["tests.conftest"] = Fact(prepared[0].file, Where(prepared[0].file, 1))
    return {
        **found,
        **_client(prepared, tests),
        **_library(sources, tests, folder),
        **_plugin(sources, tests, [where or ".", folder]),
        **_fixtures(prepared),
    }


def _folder(tests: list[Module], prepared: list[Module]) -> str | None:
    """The folder called like tests that holds all fixtures, or what is around all."""
    folders = Counter(_outermost(module.file) for module in tests)
    [(folder, count)] = folders.most_common(1)
    is_whole = all(one.file.startswith(f"{folder}/") for one in prepared[:1])
    if is_whole and count * 2 > len(tests):
        return folder
    return common([one.file for one in tests])


def _outermost(file: str) -> str:
    parts = file.split("/")[:-1]
    for count, part in enumerate(parts, 1):
        if part in TESTS:
            return "/".join(parts[:count])
    return "/".join(parts) or "."


def _prepared(tests: list[Module], names: frozenset[str]) -> list[Module]:
    """The modules that hold fixtures for others, the outermost first.

    What stands in the folder of one resource is for the tests of no other one.
    """
    found = [
        one
        for one in tests
        if (one.stem == "conftest" or "fixture" in one.file)
        and one.file.rpartition("/")[0].rpartition("/")[2] not in names
    ]
    inner = (one.file.count("/") for one in found if one.stem == "conftest")
    first = min(inner, default=0)
    return sorted(found, key=lambda one: (_depth(one, first), one.file))


def _depth(module: Module, first: int) -> tuple[int, int]:
    """The first conftest, then what it may import, then those of inner folders."""
    deep = module.file.count("/")
    return (deep > first if module.stem == "conftest" else 0), deep


def _client(prepared: list[Module], tests: list[Module]) -> Facts:
    """What most modules with fixtures make, or else most tests."""
    for modules in (prepared, tests):
        found = Counter(
            word
            for module in modules
            for word in re.findall(r"\b(AsyncClient|TestClient)\(", module.text)
        )
        if found:
            [(word, _)] = found.most_common(1)
            place = next(one for one in modules if f"{word}(" in one.text)
            return {"tests.client": Fact(CLIENTS[word], place.at(rf"\b{word}\("))}
    return {}


def _library(sources: Sources, tests: list[Module], folder: str) -> Facts:
    """What clients are made of: as tests import it, or else as the project asks for it."""
    for module in tests:
        if found := IMPORTED.search(module.text):
            return {"tests.library": Fact(found[1], module.at(IMPORTED.pattern))}
    for file in sources.files:
        is_declared = file.startswith(folder) and DECLARING.search(file)
        if is_declared and (found := DECLARED.search(sources.text(file))):
            line = sources.text(file).count("\n", 0, found.start()) + 1
            return {"tests.library": Fact(found[1], Where(file, line))}
    return {}


def _plugin(sources: Sources, tests: list[Module], folders: list[str]) -> Facts:
    places = dict.fromkeys(one for folder in folders for one in _around(folder))
    for file in (f"{place}{name}" for place in places for name in CONFIGURATIONS):
        text = sources.text(file)
        if mode := re.search(r"asyncio[_-]mode\s*=\s*[\"']?(\w+)", text):
            place = Where(file, text.count("\n", 0, mode.start()) + 1)
            return {
                "tests.plugin": Fact("pytest-asyncio", place),
                "tests.mode": Fact(mode[1], place),
            }
    uses = {
        plugin: sum(module.text.count(word) for module in tests for word in words)
        for plugin, words in PLUGINS.items()
    }
    best = max(uses, key=lambda plugin: uses[plugin])
    if not uses[best] and any("async def test_" in one.text for one in tests):
        return {}
    return {"tests.plugin": Fact(best if uses[best] else "none")}


def _around(folder: str) -> Iterator[str]:
    """A folder and those around it, each with its slash."""
    parts = [part for part in folder.split("/") if part not in {"", "."}]
    for count in range(len(parts), -1, -1):
        yield "".join(f"{part}/" for part in parts[:count])


# Fixtures ---------------------------------------------------------------------


def _fixtures(prepared: list[Module]) -> Facts:
    made = [one for module in prepared for one in _made(module)]
    clients = [one for one in made if one.gives in CLIENTS]
    sessions = [
        one
        for one in made
        if one.gives in SESSIONS or (not one.gives and NAMED_SESSION.search(one.name))
    ]
    callers = [
        one
        for one in made
        if NAMED_AUTH.search(one.name)
        and not NOT_AUTH.search(one.name)
        and one.gives in HEADERS
    ]
    plain = [one for one in clients if one not in callers]
    found = {
        "client": sorted(plain, key=lambda one: one.name != "client"),
        "session": sorted(sessions, key=lambda one: "Session" not in one.gives),
        "auth": callers,
        "app": [one for one in made if one.gives == "FastAPI" or _is_app(one)],
    }
    best = {name: several[0] for name, several in found.items() if several}
    facts = {
        f"tests.fixtures.{name}": Fact(one.name, one.where)
        for name, one in best.items()
    }
    return {**facts, **_serving(made, best)}


def _is_app(fixture: Fixture) -> bool:
    return not fixture.gives and NAMED_APP.search(fixture.name) is not None


def _serving(made: list[Fixture], best: Mapping[str, Fixture]) -> Facts:
    """Whether the client sees the rows of the session, because it is made with it."""
    if not {"client", "session"} <= {*best}:
        return {}
    client, session = best["client"], best["session"]
    always = (one.name for one in made if one.overrides)
    reached = {name for one in (client.name, *always) for name in _reached(made, one)}
    below = _reached(made, session.name) & reached
    connections = {one.name for one in made if one.gives in CONNECTIONS}
    serves = session.name in reached or not below.isdisjoint(connections)
    return {"tests.fixtures.serves": Fact(serves, client.where)}


def _reached(made: list[Fixture], first: str) -> set[str]:
    """The fixtures that one asks for, and those that these ask for."""
    asked = {one.name: one.asks for one in reversed(made)}
    found, waiting = set[str](), [first]
    while waiting:
        more = {*asked.get(waiting.pop(), ())} - found
        found |= more
        waiting += more
    return found


def _made(module: Module) -> Iterator[Fixture]:
    for function in functions(module):
        for decorator in function.decorator_list:
            if last(decorator) == "fixture":
                call = decorator if isinstance(decorator, ast.Call) else None
                name = text_of(keyword(call, "name")) if call else ""
                asked = tuple(_asked(function))
                where = module.where(function)
                overrides = _is_always(call) and _overrides(function)
                name = name or function.name
                yield Fixture(name, _given(function), where, asked, overrides)


def _is_always(call: ast.Call | None) -> bool:
    stated = keyword(call, "autouse") if call else None
    return isinstance(stated, ast.Constant) and stated.value is True


def _overrides(function: Function) -> bool:
    inner = (one for one in ast.walk(function) if isinstance(one, ast.Attribute))
    return any(one.attr == "dependency_overrides" for one in inner)


def _asked(function: Function) -> Iterator[str]:
    arguments = function.args
    several = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from (argument.arg for argument in several)


def _given(function: Function) -> str:
    """What it is annotated with; or else the client that it makes."""
    returned = function.returns
    while isinstance(returned, ast.Subscript) and GENERATORS.search(last(returned)):
        inner = returned.slice
        returned = inner.elts[0] if isinstance(inner, ast.Tuple) else inner
    if returned is not None and not GENERATORS.search(last(returned)):
        return last(returned)
    made = {last(one) for one in ast.walk(function) if isinstance(one, ast.Call)}
    return next((word for word in CLIENTS if word in made), "")
