"""The command that adds users."""

import asyncio
import getpass
import io
import sys
from collections.abc import Iterator

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select

from tracker.__main__ import main
from tracker.auth.models import User
from tracker.database import Database

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is typed at the prompts."""
    typed: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda *_prompt: typed.pop(0))
    yield typed
    assert typed == []


async def run(*arguments: str) -> int:
    # In a thread, since commands start an event loop of their own.
    return await asyncio.to_thread(main, arguments)


async def test_created_user_can_log_in(
    client: AsyncClient,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = await run("create-user", "A@B.com", "--role", "admin", "--role", "staff")

    assert status == 0
    assert capsys.readouterr().out == "Created user a@b.com with roles admin, staff\n"
    form = {"username": "a@b.com", "password": PASSWORD}
    assert (await client.post("/auth/token", data=form)).status_code == 200


async def test_password_is_asked_for_twice_at_a_terminal(
    database: Database,
    terminal: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal += [PASSWORD, PASSWORD]

    assert await run("create-user", "a@b.com") == 0

    assert capsys.readouterr().out == "Created user a@b.com\n"
    emails = await database.execute(select(User.email))
    assert emails.scalars().all() == ["a@b.com"]


async def test_passwords_that_differ_are_refused(
    terminal: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal += [PASSWORD, "another password"]

    assert await run("create-user", "a@b.com") == 2

    assert capsys.readouterr().err == "error: the passwords differ\n"


async def test_known_email_is_refused(
    database: Database,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await run("create-user", "a@b.com")
    sys.stdin.seek(0)

    assert await run("create-user", "A@b.com") == 1

    assert capsys.readouterr().err == "error: a@b.com is a user already\n"


async def test_bad_email_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert await run("create-user", "nonsense") == 2

    error = capsys.readouterr().err
    assert error.startswith("error: email: ")
    assert error.count("\n") == 1


async def test_bad_role_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert await run("create-user", "a@b.com", "--role", "Big Boss") == 2

    assert capsys.readouterr().err.startswith("error: roles: ")


async def test_short_password_is_refused_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("seven77"))

    assert await run("create-user", "a@b.com") == 2

    error = capsys.readouterr().err
    assert error == "error: password: String should have at least 8 characters\n"


async def test_missing_tables_are_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    empty_database_url: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_database_url)

    assert await run("create-user", "a@b.com") == 1

    error = capsys.readouterr().err
    assert error.endswith('relation "users" does not exist\n')
    assert error.count("\n") == 1


def test_create_user_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["create-user", "--help"])

    assert end.value.code == 0
    assert "EMAIL" in capsys.readouterr().out
