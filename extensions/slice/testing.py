"""How a project tests: its client, its plugin, its fixtures and its database."""

from __future__ import annotations

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
"""The dialects of asynchronous and of synchronous drivers, the first choice first."""

DEFAULT_DRIVERS: Mapping[bool, str] = {True: "asyncpg", False: "psycopg"}
"""What is taken for the driver where a project does not say."""

SQLITE = "sqlite"
"""What needs no driver, if it need not be asynchronous."""

FIXTURES: Mapping[str, str] = {"strict": "pytest_asyncio.fixture"}
"""What makes a fixture of a coroutine, where it is not what makes any."""

MARKS: Mapping[str, str] = {"strict": "asyncio", "anyio": "anyio"}
"""What asks for an event loop, where something has to."""


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

    # Its client -------------------------------------------------------------------

    @property
    def is_sync(self) -> bool:
        return not self.is_async

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
        return FIXTURES.get(self.plugin, "pytest.fixture")

    @property
    def mark(self) -> str:
        """What asks for an event loop; nothing where nothing has to."""
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
        is_there = bool(self._fixtures.get("client")) and self._is_alike
        if not self.overrides_session:
            return is_there
        return is_there and self._serves and self._leads_to_app

    @property
    def _leads_to_app(self) -> bool:
        """Whether tests get at what this client asks, if they have to.

        The asynchronous client does not tell, and need not ask the application that
        others import.
        """
        return not (self.has_callers and self.is_async) or self._has_app

    @property
    def session(self) -> str:
        return str(self._fixtures.get("session") or "session")

    @property
    def client(self) -> str:
        return str(self._fixtures["client"]) if self.uses_client else "client"

    @property
    def _has_app(self) -> bool:
        return bool(self._fixtures.get("app"))

    @property
    def app(self) -> str:
        """The name of the fixture of the application."""
        return str(self._fixtures["app"]) if self.uses_app else "app"

    @property
    def uses_app(self) -> bool:
        """Whether that of the project is meant."""
        return self.uses_client and self._has_app

    @property
    def asks_client(self) -> bool:
        """Whether only the client leads to the application."""
        return self.uses_client and not self.is_async and not self.uses_app

    @property
    def is_let_in(self) -> bool:
        """Whether nobody can change who calls, so that the client is as it should be."""
        is_hidden = self.has_factory and self.is_async and not self.uses_app
        return self.uses_client and is_hidden

    # Its application --------------------------------------------------------------

    @property
    def _app(self) -> str:
        return str(self.fit.project.found.get("app") or "")

    @property
    def has_factory(self) -> bool:
        return self._app.endswith(")")

    @property
    def app_module(self) -> str:
        return self._app.partition(":")[0]

    @property
    def app_name(self) -> str:
        return self._app.partition(":")[2].partition("(")[0]

    @property
    def made_app(self) -> str:
        return self._app.partition(":")[2]

    @property
    def makes_app(self) -> bool:
        """Whether tests put the application on a database of theirs, or let others call."""
        if not self.uses_client:
            return True
        return self.changes_callers and not (self.uses_app or self.asks_client)

    @property
    def changes_callers(self) -> bool:
        """Whether tests say who calls."""
        return self.has_callers and not self.is_let_in

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
        """What gives requests their session, as an expression."""
        return str(self._session.get("dependency") or "").partition(":")[2]

    @property
    def session_module(self) -> str:
        return str(self._session.get("dependency") or "").partition(":")[0]

    @property
    def commits(self) -> bool:
        """Whether it ends with the transaction of a request."""
        return bool(self._session.get("commits"))

    @property
    def driver(self) -> str:
        """The dialect of the URL of the database that tests run on."""
        known = DRIVERS[self.fit.is_async]
        found = (name for name in known if name in self.fit.declared)
        if self.fit.declared:
            return known.get(next(found, ""), SQLITE)
        return known[DEFAULT_DRIVERS[self.fit.is_async]]

    @property
    def is_sqlite(self) -> bool:
        return self.driver.startswith(SQLITE)
