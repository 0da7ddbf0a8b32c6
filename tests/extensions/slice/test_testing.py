"""How a project tests, and what that means for the tests of an endpoint."""

from typing import Any

import pytest

from extensions.answers.project import Project
from extensions.slice import testing
from extensions.slice.fit import Fit
from tests.extensions.slice.fitted.projects import USER, endpoint
from tests.in_process import file_of

FIXTURES = {"client": "client", "session": "db", "serves": True}


def conventions(
    orm: str = "sqlalchemy-async",
    *,
    has_callers: bool = True,
    app: str = "app.main:app",
    style: str = "depends",
    declared: tuple[str, ...] = (),
    **tests: Any,
) -> testing.Testing:
    session = {"style": style, "dependency": "app.deps:get_db"}
    found: dict[str, Any] = {"orm": orm, "app": app, "session": session}
    found |= {"tests": tests, "dependencies": {"declared": declared}}
    return testing.Testing(Fit(Project(found)), has_callers=has_callers)


@pytest.mark.parametrize(
    ("orm", "client", "is_async", "needs_portal"),
    [
        ("sqlalchemy-async", "httpx", True, False),
        ("sqlalchemy-async", "testclient", False, True),
        ("sqlalchemy-async", None, True, False),
        ("sqlalchemy-sync", "testclient", False, False),
        ("sqlalchemy-sync", "httpx", False, False),
        ("sqlalchemy-sync", None, False, False),
    ],
)
def test_tests_are_coroutines_where_both_client_and_project_are(
    orm: str, client: str | None, is_async: bool, needs_portal: bool
) -> None:
    made = conventions(orm, client=client)

    assert (made.is_async, made.needs_portal) == (is_async, needs_portal)


@pytest.mark.parametrize(
    ("plugin", "mode", "fixture", "mark", "needs_backend"),
    [
        ("pytest-asyncio", "strict", "pytest_asyncio.fixture", "asyncio", False),
        ("pytest-asyncio", None, "pytest_asyncio.fixture", "asyncio", False),
        ("pytest-asyncio", "auto", "pytest.fixture", "", False),
        ("anyio", None, "pytest.fixture", "anyio", False),
        (None, None, "pytest.fixture", "anyio", True),
    ],
)
def test_coroutines_are_run_as_the_project_runs_its_own(
    plugin: str | None,
    mode: str | None,
    fixture: str,
    mark: str,
    needs_backend: bool,
) -> None:
    made = conventions(client="httpx", plugin=plugin, mode=mode)

    assert (made.fixture, made.mark) == (fixture, mark)
    assert made.needs_backend is needs_backend


@pytest.mark.parametrize(
    ("mode", "of_tests", "mark"),
    [
        ("auto", "session", ""),
        ("auto", None, 'asyncio(loop_scope="session")'),
        ("strict", "session", "asyncio"),
        ("strict", None, 'asyncio(loop_scope="session")'),
    ],
)
def test_tests_share_the_loop_of_the_fixtures_that_they_ask_for(
    mode: str, of_tests: str | None, mark: str
) -> None:
    fixtures = {"session": "db", "serves": True, "loop_scope": "session"}
    made = conventions(
        client="httpx",
        plugin="pytest-asyncio",
        mode=mode,
        loop_scope=of_tests,
        fixtures=fixtures,
    )

    assert made.fixture == 'pytest_asyncio.fixture(loop_scope="session")'
    assert made.mark == mark


def test_fixtures_of_ours_have_the_loop_of_the_tests() -> None:
    fixtures = {"loop_scope": "session"}
    made = conventions(
        client="httpx",
        plugin="pytest-asyncio",
        mode="strict",
        loop_scope="module",
        fixtures=fixtures,
    )

    assert made.loop == 'loop_scope="module"'
    assert made.mark == "asyncio"


@pytest.mark.parametrize(
    ("found", "base_url"),
    [
        ({}, "http://test"),
        ({"base_url": "http://api.test"}, "http://api.test"),
        ({"base_url": "http://test", "host": "localhost"}, "http://localhost"),
    ],
)
def test_requests_go_to_a_host_that_the_project_trusts(
    found: dict[str, Any], base_url: str
) -> None:
    assert conventions(client="httpx", **found).base_url == base_url


def test_synchronous_tests_have_no_mark() -> None:
    assert conventions("sqlalchemy-sync", plugin="anyio").mark == ""


# Fixtures of the project --------------------------------------------------------


def test_fixtures_that_serve_are_used() -> None:
    made = conventions("sqlalchemy-sync", client="testclient", fixtures=FIXTURES)

    assert (made.uses_session, made.session) == (True, "db")
    assert (made.uses_client, made.client) == (True, "client")


@pytest.mark.parametrize("serves", [False, None])
def test_fixtures_that_do_not_serve_are_not(serves: bool | None) -> None:
    fixtures = {**FIXTURES, "serves": serves}
    made = conventions("sqlalchemy-sync", client="testclient", fixtures=fixtures)

    assert (made.uses_session, made.uses_client) == (False, False)


@pytest.mark.parametrize(
    ("has_callers", "app", "uses_client"),
    [(True, None, False), (True, "application", True), (False, None, True)],
)
def test_a_client_that_hides_what_is_made_serves_only_without_callers(
    has_callers: bool, app: str | None, uses_client: bool
) -> None:
    made = conventions(
        app="app.main:create()",
        client="httpx",
        has_callers=has_callers,
        fixtures={**FIXTURES, "app": app},
    )

    assert made.uses_session
    assert made.uses_client is uses_client


def test_a_client_serves_whose_application_can_be_imported() -> None:
    made = conventions(client="httpx", fixtures=FIXTURES)

    assert made.uses_client
    assert made.changes_callers


def test_a_client_below_a_path_is_not_used() -> None:
    made = conventions(
        client="httpx", fixtures=FIXTURES, base_url="http://api.test/api/v1"
    )

    assert not made.uses_client
    assert made.base_url == "http://api.test"


def test_a_synchronous_client_leads_to_its_application() -> None:
    made = conventions("sqlalchemy-sync", client="testclient", fixtures=FIXTURES)

    assert made.asks_client


def test_fixtures_of_another_kind_than_the_tests_are_not_used() -> None:
    made = conventions("sqlalchemy-sync", client="httpx", fixtures=FIXTURES)

    assert (made.uses_session, made.uses_client) == (False, False)


@pytest.mark.parametrize("style", ["middleware", "container"])
def test_the_client_is_used_where_requests_take_their_session_themselves(
    style: str,
) -> None:
    fixtures = {"client": "client"}
    made = conventions(style=style, client="httpx", fixtures=fixtures)

    assert (made.uses_session, made.uses_client) == (False, True)


def test_nobody_can_change_who_calls_a_hidden_application() -> None:
    made = conventions(
        style="container",
        app="app.main:create_app()",
        client="httpx",
        fixtures={"client": "client"},
    )

    assert made.uses_client
    assert not made.changes_callers


# Application and database ----------------------------------------------------------


@pytest.mark.parametrize(
    ("app", "line", "made"),
    [
        ("a.main:app", "from a.main import app as application", "application"),
        ("a:create()", "from a import create", "create()"),
    ],
)
def test_the_application_is_a_variable_or_made(app: str, line: str, made: str) -> None:
    found = file_of("test_conftest", endpoint({"app": app}))

    assert line in found.splitlines()
    assert f"app = {made}" in found


@pytest.mark.parametrize(
    ("orm", "declared", "driver"),
    [
        ("sqlalchemy-async", ("asyncpg>=0.29", "aiosqlite"), "postgresql+asyncpg"),
        ("sqlalchemy-async", ("aiosqlite",), "sqlite+aiosqlite"),
        ("sqlalchemy-async", (), "postgresql+asyncpg"),
        ("sqlalchemy-sync", ("psycopg2-binary",), "postgresql+psycopg2"),
        ("sqlalchemy-sync", ("psycopg[binary]",), "postgresql+psycopg"),
        ("sqlalchemy-sync", ("fastapi",), "sqlite"),
        ("sqlalchemy-sync", (), "postgresql+psycopg"),
    ],
)
def test_the_database_speaks_to_the_driver_of_the_project(
    orm: str, declared: tuple[str, ...], driver: str
) -> None:
    assert conventions(orm, declared=declared).driver == driver


@pytest.mark.parametrize(
    ("fixture", "own"),
    [(None, "app"), ("app", "patched_app"), ("application", "app")],
)
def test_a_fixture_of_the_project_keeps_its_name(fixture: str | None, own: str) -> None:
    assert conventions(fixtures={"app": fixture}).app == own


def test_rows_have_the_columns_that_are_no_fields() -> None:
    user = USER | {"columns": {**USER["columns"], "secret": "str"}}
    user |= {"fields": {"secret": "str"}, "required": ["email", "secret"]}
    stored = endpoint(
        {"models": [user]},
        endpoint="existing_model",
        model="app.models.user:User",
        resource="person",
        operations=["list", "update"],
        fields={"email": "email, unique"},
    )
    found = file_of("test_conftest", stored)

    assert 'secret=f"secret {number}",' in found
    assert "    number = next(_numbers)\n" in found
    assert "email=f" not in found
