"""The fixtures of the tests: what they give, and how many tests ask for each."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .facts import Fact, Facts
from .makers import everywhere
from .reading import Module, Sources, Where
from .routers import routers_of
from .settings import Settings
from .syntax import (
    Function,
    calls,
    commonest,
    functions,
    items,
    keyword,
    last,
    parameters,
    reference,
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
    module: Module
    function: Function
    call: ast.Call
    """Its decorator."""

    @property
    def where(self) -> Where:
        """Its place."""
        return self.module.where(self.function)

    @property
    def asks(self) -> list[str]:
        """The fixtures that it asks for itself."""
        return [one.arg for one, _ in parameters(self.function)]

    @property
    def overrides(self) -> bool:
        """Whether it puts something in the place of dependencies for every test."""
        nodes = (
            one for one in ast.walk(self.function) if isinstance(one, ast.Attribute)
        )
        is_always = says(keyword(self.call, "autouse"), True)
        return is_always and any(one.attr == "dependency_overrides" for one in nodes)

    @property
    def is_async(self) -> bool:
        return isinstance(self.function, ast.AsyncFunctionDef)

    @property
    def loop_scope(self) -> str:
        """The event loop that it says it runs on."""
        return text_of(keyword(self.call, "loop_scope"))

    @property
    def is_session(self) -> bool:
        """Whether it gives a session, by its annotation or else its name."""
        is_called_so = NAMED_SESSION.search(self.name)
        return self.gives in SESSIONS or bool(not self.gives and is_called_so)

    @property
    def is_caller(self) -> bool:
        """Whether it proves who asks, by its name or by what stands in it."""
        if NOT_AUTH.search(self.name) or self.gives not in HEADERS:
            return False
        is_called_so = NAMED_AUTH.search(self.name)
        return bool(is_called_so or PROOF.search(ast.unparse(self.function)))

    @property
    def is_app(self) -> bool:
        """Whether it gives the application."""
        is_called_so = not self.gives and NAMED_APP.search(self.name)
        return self.gives == "FastAPI" or bool(is_called_so)


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
        client, session = self.best.get("client"), self.best.get("session")
        if client and session:
            serves = self._serves(client, session)
            found["tests.fixtures.serves"] = Fact(serves, client.where)
        return {**found, **self._address(client), **self._loop_scopes}

    @cached_property
    def made(self) -> list[Fixture]:
        """All of them, those of the outermost module first."""
        return [one for module in self.prepared for one in _made(module)]

    @cached_property
    def best(self) -> Mapping[str, Fixture]:
        """The one for each use that most tests ask for."""
        near = [one for one in self.made if not self._is_elsewhere(one)]
        callers = [one for one in near if one.is_caller]
        clients = [one for one in near if one.gives in CLIENTS and one not in callers]
        sessions = [one for one in self.made if one.is_session]
        kinds = {
            "client": sorted(clients, key=lambda one: one.name != "client"),
            "session": sorted(sessions, key=lambda one: "Session" not in one.gives),
            "auth": callers,
            "app": [one for one in self.made if one.is_app],
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
            for asked in TEST.findall(module.text):
                found.update({*ARGUMENT.findall(asked)})
            for marked in MARKED.findall(module.text):
                found.update(re.findall(r"[\"'](\w+)[\"']", marked))
        return found

    def _is_elsewhere(self, fixture: Fixture) -> bool:
        """Whether it speaks to an application that new routers are no part of."""
        routers = routers_of(self.sources)
        reached = self._reached(fixture.name)
        inside = [one for one in self.made if one.name in reached]
        said = {
            self.sources.origin(reference(other.module, node.id))
            for other in inside
            for node in ast.walk(other.function)
            if isinstance(node, ast.Name)
        }
        apps = {one.made for one in everywhere(self.sources)}
        own = {routers.app, routers.register}
        return bool(said & apps) and said.isdisjoint(own)

    def _address(self, client: Fixture | None) -> Facts:
        """The base of the client's URLs, and the host that it says."""
        if client is None:
            url = commonest(
                one for test in self.tests for one in BASE.findall(test.text)
            )
            return {"tests.base_url": Fact(url)} if url else {}
        module = client.module
        found: dict[str, Fact] = {}
        for call in (one for name in CLIENTS for one in calls(client.function, name)):
            if node := keyword(call, "base_url"):
                url = text(self.sources, module, node)
                found["tests.base_url"] = Fact(url, module.where(call))
        for one in ast.walk(client.function):
            for key, value in items(one).items():
                if key.lower() == "host":
                    found["tests.host"] = Fact(text_of(value), module.where(value))
        return found

    @property
    def _loop_scopes(self) -> Facts:
        """The scope of the event loop of tests, and of the fixtures that they ask for.

        What those stand on, such as tables, may live in another loop.
        """
        stated = self.settings.fact("asyncio_default_fixture_loop_scope")
        usual = str(stated.value or "")
        given = filter(None, map(self.best.get, ("client", "session")))
        asked = [one for one in given if one.is_async][:1]
        others = [one for one in self.made if one.is_async]
        best = commonest(one.loop_scope or usual for one in asked or others)
        scope = usual if best is None else best
        said = (one.where for one in self.made if one.loop_scope == scope != "")
        return {
            "tests.loop_scope": self.settings.fact("asyncio_default_test_loop_scope"),
            "tests.fixtures.loop_scope": Fact(scope or None, next(said, stated.where)),
        }

    def _serves(self, client: Fixture, session: Fixture) -> bool:
        """Whether the client sees the rows of the session, because it is made with it."""
        always = (one.name for one in self.made if one.overrides)
        reached = self._reached(client.name, *always)
        below = self._reached(*session.asks) & reached
        connections = {one.name for one in self.made if one.gives in CONNECTIONS}
        return session.name in reached or not below.isdisjoint(connections)

    def _reached(self, *first: str) -> set[str]:
        """These fixtures, those that they ask for, and so on."""
        asked = {one.name: one.asks for one in reversed(self.made)}
        found, waiting = set[str](), [*first]
        while waiting:
            if (name := waiting.pop()) not in found:
                found.add(name)
                waiting += asked.get(name, ())
        return found


def _made(module: Module) -> Iterator[Fixture]:
    for function in functions(module):
        for made in function.decorator_list:
            if last(made) == "fixture":
                call = made if isinstance(made, ast.Call) else ast.Call(made, [], [])
                name = text_of(keyword(call, "name")) or function.name
                yield Fixture(name, _given(function), module, function, call)


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
