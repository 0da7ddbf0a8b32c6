"""What a project has to be built with."""

from typing import Any

import pytest

from extensions.answers.problem import Problem
from extensions.answers.support import check_supported


def project(orm: str | None, *declared: str) -> dict[str, Any]:
    return {"orm": orm, "dependencies": {"declared": list(declared)}}


@pytest.mark.parametrize(
    "found",
    [
        project("sqlalchemy-async", "sqlalchemy[asyncio]>=2.0"),
        project("sqlalchemy-sync", "SQLAlchemy>=1.4"),
        project("sqlmodel-async", "sqlmodel"),
        project("sqlmodel-sync"),
    ],
)
def test_sqlalchemy_and_sqlmodel_are_supported(found: dict[str, Any]) -> None:
    check_supported(found)


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (project("tortoise"), "project.orm: it has Tortoise ORM (db.py:3); "),
        (project("sql"), "project.orm: it has SQL without an ORM (db.py:3); "),
        (project("none"), "project.orm: it has no database (db.py:3); "),
        (project(None), "project.orm: it has a database that is not known here (db"),
        (
            project("sqlalchemy-sync", "SQLAlchemy==1.4.49"),
            "project.dependencies: it declares SQLAlchemy==1.4.49 (pyproject.toml:7); ",
        ),
    ],
)
def test_others_are_told_with_their_place(found: dict[str, Any], wrong: str) -> None:
    evidence = {"orm": "db.py:3", "dependencies.declared": "pyproject.toml:7"}

    with pytest.raises(Problem) as refused:
        check_supported(found, evidence)

    assert str(refused.value).startswith(wrong)
    accepted = "accepted: a project with SQLAlchemy 2 or SQLModel, async or sync"
    assert str(refused.value).endswith(accepted)
