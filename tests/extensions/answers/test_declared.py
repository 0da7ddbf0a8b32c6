"""Packages that a project declares, compared with those that are needed."""

import pytest

from extensions.answers.declared import Declared, declared_in, lacking


def project(*declared: str, development: tuple[str, ...] = ()) -> dict[str, object]:
    listed = {"declared": list(declared), "development": list(development)}
    return {"dependencies": listed}


@pytest.mark.parametrize(
    ("line", "name", "extras"),
    [
        ("SQLAlchemy[asyncio]>=2.0", "sqlalchemy", {"asyncio"}),
        ("email_validator", "email-validator", set()),
        (
            "psycopg[binary, pool]>=3; python_version > '3.9'",
            "psycopg",
            {"binary", "pool"},
        ),
        ("fastapi (>=0.115,<1)", "fastapi", set()),
        ("mine @ git+https://example.com/mine@v0.1", "mine", set()),
    ],
)
def test_names_are_compared_whatever_their_spelling(
    line: str, name: str, extras: set[str]
) -> None:
    made = Declared.of(line)

    assert (made.name, {*made.extras}) == (name, extras)


@pytest.mark.parametrize(
    "line",
    [
        "pydantic",
        "pydantic>=1.10",
        "pydantic>=2,<3",
        "pydantic==2.12.0",
        "pydantic==2.*",
        "pydantic~=2.4",
        "pydantic!=2.12",
        "pydantic<=2.12",
        "pydantic @ file:///pydantic-1.0.whl",
    ],
)
def test_what_leaves_room_for_the_version_is_enough(line: str) -> None:
    assert lacking(["pydantic>=2.12"], declared_in(project(line))) == []


@pytest.mark.parametrize(
    "line",
    [
        *("pydantic<2", "pydantic>=1,<2.12", "pydantic==2.9.2", "pydantic==1.*"),
        *("pydantic~=2.9.1", "pydantic<=2.11", "pydantic[email]==2.4"),
    ],
)
def test_what_leaves_none_is_not(line: str) -> None:
    assert lacking(["pydantic>=2.12"], declared_in(project(line))) == ["pydantic>=2.12"]


def test_extras_are_needed_too() -> None:
    there = declared_in(project("SQLAlchemy>=2", "psycopg[binary]>=3"))

    needed = ["sqlalchemy[asyncio]>=2", "psycopg[binary]>=3"]
    assert lacking(needed, there) == ["sqlalchemy[asyncio]>=2"]


def test_packages_of_developers_count() -> None:
    there = declared_in(project("fastapi", development=("pytest>=8",)))

    assert lacking(["pytest>=8", "httpx"], there) == ["httpx"]
