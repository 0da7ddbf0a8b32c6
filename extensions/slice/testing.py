"""How a project tests: its client, its plugin, its fixtures and its database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .fit import Fit

DRIVERS: Mapping[bool, Mapping[str, str]] = {
    True: {
        "asyncpg": "postgresql+asyncpg",
        "psycopg": "postgresql+psycopg",
        "aiosqlite": "sqlite+aiosqlite",
    },
    False: {
        "psycopg": "postgresql+psycopg",
        "psycopg2": "postgresql+psycopg2",
        "pg8000": "postgresql+pg8000",
    },
}
"""The dialects of asynchronous and of synchronous drivers, the first choice first.

That is taken where a project does not say.
"""

SQLITE = "sqlite"
"""What needs no driver, if it need not be asynchronous."""

MARKS: Mapping[str, str] = {"strict": "asyncio", "anyio": "anyio"}
"""What asks for an event loop, where something has to."""

ADDRESS = re.compile(r"(\w+://[^/]+)/?(.*)")
"""What a base URL has before its path, and the path."""

LOCAL = "http://test"
"""Where requests go, where a project does not say."""

ONE_EACH = "function"
"""The scope of event loops, where pytest-asyncio is not told another one."""


@dataclass(frozen=True)
class Testing:
    """What the tests of an endpoint can build upon."""

    fit: Fit
    has_callers: bool
    """Whether they have to change who calls."""

    @property
    def _found(self) -> Mapping[str, Any]:
        return self.fit.project.found.get("tests") or {}

    @property
    def _fixtures(self) -> Mapping[str, Any]:
        return self._found.get("fixtures") or {}

    @property
    def imports_from(self) -> str:
        """The folder that tests import the project through; nothing for its own root."""
        return str(self._found.get("imports") or "")

    # Its client -------------------------------------------------------------------

    @property
    def is_async(self) -> bool:
        """Whether tests are coroutines; new ones are where the project is."""
        client = self._found.get("client")
        if client:
            return client == "httpx" and self.fit.is_async
        return self.fit.is_async and self._found.get("plugin") != "none"

    @property
    def needs_portal(self) -> bool:
        """Whether tests that are none have to reach a database by coroutines."""
        return self.fit.is_async and not self.is_async

    @property
    def _is_alike(self) -> bool:
        """Whether the project's own tests are coroutines where it is, and not else."""
        return (self._found.get("client") == "httpx") == self.fit.is_async

    @property
    def library(self) -> str:
        """What its asynchronous client comes from."""
        return str(self._found.get("library") or "httpx")

    @property
    def plugin(self) -> str:
        """How coroutines are run: strict, auto or anyio, which is always there."""
        if self._found.get("plugin") != "pytest-asyncio":
            return "anyio"
        return "auto" if self._found.get("mode") == "auto" else "strict"

    @property
    def fixture(self) -> str:
        """What makes a fixture of a coroutine."""
        return self.fixture_name + (f"({self.loop})" if self.loop else "")

    @property
    def fixture_name(self) -> str:
        is_told = self.plugin == "strict" or self.loop
        return f"pytest{'_asyncio' if is_told else ''}.fixture"

    @property
    def loop(self) -> str:
        """The loop of fixtures, as their decorator says it; nothing for one a test."""
        return "" if self._loop == ONE_EACH else f'loop_scope="{self._loop}"'

    @property
    def _loop(self) -> str:
        """The scope of the loop that tests share with the fixtures that they ask for."""
        if not self.is_async or self.plugin == "anyio":
            return ONE_EACH
        theirs = (
            self._fixtures if self.uses_session or self.uses_client else self._found
        )
        return str(theirs.get("loop_scope") or ONE_EACH)

    @property
    def mark(self) -> str:
        """What asks for an event loop; nothing where nothing has to."""
        if self.is_async and self._loop != (self._found.get("loop_scope") or ONE_EACH):
            return f'{MARKS["strict"]}(loop_scope="{self._loop}")'
        return MARKS.get(self.plugin, "") if self.is_async else ""

    @property
    def needs_backend(self) -> bool:
        """Whether the event loop of the `anyio` plugin has to be chosen."""
        return self.mark == "anyio" and self._found.get("plugin") != "anyio"

    # Its fixtures -----------------------------------------------------------------

    @property
    def _serves(self) -> bool:
        is_told = bool(self._fixtures.get("serves"))
        return is_told and self.overrides_session and self._is_alike

    @property
    def uses_session(self) -> bool:
        """Whether rows are stored with the session of the project's own tests."""
        return self._serves and bool(self._fixtures.get("session"))

    @property
    def uses_client(self) -> bool:
        """Whether requests are sent with the client of the project's own tests.

        One whose base URL has a path cannot send them. An asynchronous one does not lead
        to an application that is made, which tests have to get at where they change
        who calls.
        """
        is_there = bool(self._fixtures.get("client")) and self._is_alike
        is_there = is_there and not self._base_url[1]
        if not self.overrides_session:
            return is_there
        is_hidden = self.has_factory and self.is_async and not self._has_app
        hides_app = self.has_callers and is_hidden
        return is_there and self._serves and not hides_app

    @property
    def session(self) -> str:
        return str(self._fixtures.get("session") or "session")

    @property
    def client(self) -> str:
        return str(self._fixtures["client"]) if self.uses_client else "client"

    @property
    def base_url(self) -> str:
        """What requests of a client of ours are sent to: a host that the project trusts."""
        return f"http://{self.host}" if self.host else self._base_url[0] or LOCAL

    @property
    def _base_url(self) -> tuple[str, str]:
        found = ADDRESS.fullmatch(str(self._found.get("base_url") or ""))
        return (found[1], found[2]) if found else ("", "")

    @property
    def host(self) -> str:
        """The `Host` that the project's client sends, where it says one."""
        return str(self._found.get("host") or "")

    @property
    def _has_app(self) -> bool:
        return bool(self._fixtures.get("app"))

    @property
    def app(self) -> str:
        """The fixture of the application; that of the project comes with its client.

        One of ours leaves the name to that of the project, which prepares every test.
        """
        theirs = str(self._fixtures.get("app") or "")
        if self._uses_app:
            return theirs
        return "patched_app" if theirs == "app" else "app"

    @property
    def _uses_app(self) -> bool:
        return self.uses_client and self._has_app

    @property
    def asks_client(self) -> bool:
        """Whether only the client leads to the application."""
        return self.uses_client and not self.is_async and not self._uses_app

    # Its application --------------------------------------------------------------

    @property
    def application(self) -> str:
        """What it is, or what makes it: as `module:name` or as `module:name()`."""
        return str(self.fit.project.found.get("app") or "")

    @property
    def has_factory(self) -> bool:
        return self.application.endswith(")")

    @property
    def makes_app(self) -> bool:
        """Whether tests put the application on a database of theirs, or let others call."""
        if not self.uses_client:
            return True
        return self.changes_callers and not (self._uses_app or self.asks_client)

    @property
    def changes_callers(self) -> bool:
        """Whether tests say who calls; they cannot where a client hides what is made."""
        is_hidden = self.has_factory and self.is_async and not self._uses_app
        return self.has_callers and not (self.uses_client and is_hidden)

    # Its database -----------------------------------------------------------------

    @property
    def _session(self) -> Mapping[str, Any]:
        return self.fit.project.found.get("session") or {}

    @property
    def style(self) -> str:
        """How requests come by their session."""
        return str(self._session.get("style") or "depends")

    @property
    def overrides_session(self) -> bool:
        """Whether requests can be given another session."""
        return self.style in {"depends", "alias"}

    @property
    def opens_database(self) -> bool:
        return self.overrides_session and not self.uses_session

    @property
    def session_dependency(self) -> str:
        """What gives requests their session, as `module:name`."""
        return str(self._session.get("dependency") or "")

    @property
    def commits(self) -> bool:
        """Whether it ends with the transaction of a request."""
        return bool(self._session.get("commits"))

    @property
    def driver(self) -> str:
        """The dialect of the database of tests; SQLite needs no driver to be declared."""
        known = DRIVERS[self.fit.is_async]
        declared = self.fit.declared
        found = (known[name] for name in known if name in declared or not declared)
        return next(found, "sqlite")

    @property
    def is_sqlite(self) -> bool:
        return self.driver.startswith("sqlite")
