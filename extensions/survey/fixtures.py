"""The fixtures of the tests: what they give, and how many tests ask for each."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .depends import parameters
from .facts import Fact, Facts
from .reading import Module, Sources, Where
from .settings import Settings
from .syntax import (
    Function,
    calls,
    commonest,
    functions,
    items,
    keyword,
    last,
    says,
    text_of,
)
from .texts import text

CLIENTS = {"AsyncClient": "httpx", "TestClient": "testclient"}
SESSIONS = frozenset({"AsyncConnection", "AsyncSession", "Database", "Session"})
CONNECTIONS = frozenset({"AsyncConnection", "Connection"})
"""What two sessions may both run their statements on."""

HEADERS = frozenset({"AsyncClient", "TestClient", "Headers", "dict", "Dict", ""})
GENERATORS = re.compile(r"^(?:Async)?(?:Generator|Iterator|Iterable)$|^Awaitable$")
NAMED_SESSION = re.compile(r"^(?:db|(?:async_|db_|test_)?session)$")
NAMED_APP = re.compile(r"^(?:\w+_)?app(?:lication)?$")
NAMED_AUTH = re.compile(r"(?:^|_)(?:auth|authed|authori[sz]ed|logged|headers)(?:_|$)")
NOT_AUTH = re.compile(r"admin|super|wrong|invalid|stranger|not_|fake|mock")
TEST = re.compile(r"(?s)\bdef test_\w+\((.*?)\)\s*(?:->[^:\n]*)?:")
ARGUMENT = re.compile(r"(?:^|,)\s*(\w+)")
MARKED = re.compile(r"(?s)usefixtures\((.*?)\)")
BASE = re.compile(r"base_url\s*=\s*[\"']([^\"']+)[\"']")
PROOF = re.compile(r"[\"']Authorization[\"']|\bBearer \b", re.IGNORECASE)
"""What stands in a fixture that gives the headers of a caller."""


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
    function: Function | None = None
    loop_scope: str = ""
    is_async: bool = False


@dataclass(frozen=True, eq=False)
class Fixtures:
    """The fixtures that tests may ask for."""

    sources: Sources
    tests: list[Module]
    prepared: list[Module]
    settings: Settings

    @property
    def facts(self) -> Facts:
        """The facts about them."""
        found = {
            f"tests.fixtures.{name}": Fact(one.name, one.where)
            for name, one in self.best.items()
        }
        loops = self._loop_scopes
        return {**found, **_serving(self.made, self.best), **self._address, **loops}

    @cached_property
    def made(self) -> list[Fixture]:
        """All of them, those of the outermost module first."""
        return [one for module in self.prepared for one in _made(module)]

    @cached_property
    def best(self) -> dict[str, Fixture]:
        """The one for each use that most tests ask for."""
        clients = [one for one in self.made if one.gives in CLIENTS]
        sessions = [one for one in self.made if _is_session(one)]
        callers = [one for one in self.made if _is_caller(one)]
        plain = [one for one in clients if one not in callers]
        kinds = {
            "client": sorted(plain, key=lambda one: one.name != "client"),
            "session": sorted(sessions, key=lambda one: "Session" not in one.gives),
            "auth": callers,
            "app": [one for one in self.made if one.gives == "FastAPI" or _is_app(one)],
        }
        return {
            name: max(several, key=lambda one: self.uses[one.name])
            for name, several in kinds.items()
            if several
        }

    @cached_property
    def uses(self) -> Counter[str]:
        """How many tests ask for each name."""
        found: Counter[str] = Counter()
        for module in self.tests:
            for one in TEST.finditer(module.text):
                found.update({*ARGUMENT.findall(one[1])})
            for one in MARKED.finditer(module.text):
                found.update(re.findall(r"[\"'](\w+)[\"']", one[1]))
        return found

    # Where a client sends its requests to -------------------------------------------

    @property
    def _address(self) -> Facts:
        """The base of the client's URLs, and the host that it says."""
        best = self.best.get("client")
        inside = best.function if best else None
        module = next(
            (one for one in self.prepared if best and one.file == best.where.file), None
        )
        if module is None or inside is None:
            url = commonest(
                one for test in self.tests for one in BASE.findall(test.text)
            )
            return {"tests.base_url": Fact(url)} if url else {}
        found: dict[str, Fact] = {}
        for name in CLIENTS:
            for call in calls(inside, name):
                if node := keyword(call, "base_url"):
                    url = text(self.sources, module, node)
                    found["tests.base_url"] = Fact(url, module.where(call))
        for one in ast.walk(inside):
            for key, value in items(one).items():
                if key.lower() == "host":
                    found["tests.host"] = Fact(text_of(value), module.where(value))
        return found

    # Which loop they run on ----------------------------------------------------------

    @property
    def _loop_scopes(self) -> Facts:
        """The scope of the event loop of tests, and of most asynchronous fixtures."""
        scopes = Counter(one.loop_scope for one in self.made if one.is_async)
        stated = self.settings.fact("asyncio_default_fixture_loop_scope")
        usual = str(stated.value or "")
        found = Counter({scope or usual: n for scope, n in scopes.items()})
        best = found.most_common(1)[0][0] if found else usual
        first = next((one for one in self.made if one.loop_scope == best != ""), None)
        return {
            "tests.loop_scope": self.settings.fact("asyncio_default_test_loop_scope"),
            "tests.fixtures.loop_scope": Fact(
                best or None, first.where if first else stated.where
            ),
        }


def _is_session(fixture: Fixture) -> bool:
    is_called_so = NAMED_SESSION.search(fixture.name)
    return fixture.gives in SESSIONS or bool(not fixture.gives and is_called_so)


def _is_caller(fixture: Fixture) -> bool:
    """Whether it proves who asks, by its name or by what stands in it."""
    if NOT_AUTH.search(fixture.name) or fixture.gives not in HEADERS:
        return False
    inside = ast.unparse(fixture.function) if fixture.function else ""
    return bool(NAMED_AUTH.search(fixture.name) or PROOF.search(inside))


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
                asked = tuple(one.arg for one, _ in parameters(function))
                where = module.where(function)
                is_always = call and says(keyword(call, "autouse"), True)
                overrides = bool(is_always) and _overrides(function)
                loop = text_of(keyword(call, "loop_scope")) if call else ""
                yield Fixture(
                    *(name or function.name, _given(function), where, asked, overrides),
                    function,
                    loop,
                    isinstance(function, ast.AsyncFunctionDef),
                )


def _overrides(function: Function) -> bool:
    inner = (one for one in ast.walk(function) if isinstance(one, ast.Attribute))
    return any(one.attr == "dependency_overrides" for one in inner)


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
