"""The command line."""

import asyncio

import pytest

from tracker.__main__ import main


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)


async def run(*arguments: str) -> int:
    # In a thread, since commands start an event loop of their own.
    return await asyncio.to_thread(main, arguments)


async def test_unreachable_database_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:pass@127.0.0.1:1/name")

    assert await run("migrate") == 1

    error = capsys.readouterr().err
    assert error.startswith("error: the database does not work: ")
    assert error.count("\n") == 1
    assert "pass" not in error


async def test_migrating_twice_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert await run("migrate") == 0
    assert await run("migrate", "--revision", "head") == 0

    assert capsys.readouterr().out == "Migrated the database to head\n" * 2


async def test_unknown_revision_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert await run("migrate", "--revision", "nonsense") == 1

    assert capsys.readouterr().err.startswith("error: Can't locate revision")


@pytest.mark.parametrize("command", [[], ["migrate"]])
def test_every_command_has_help(
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    with pytest.raises(SystemExit) as end:
        main([*command, "--help"])

    assert end.value.code == 0
    output = capsys.readouterr().out
    assert output.startswith("usage: python -m ")
    assert "tracker" in output
