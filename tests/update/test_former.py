"""Existing projects whose endpoints share modules that a release before had in a package."""

from pathlib import Path

import pytest

from tests.postgres import Postgres
from tests.projects.projects import FIRST, Project, Surroundings
from tests.update.conftest import BEFORE, NOW
from tests.update.services import Project as Updated
from tests.update.services import make

pytestmark = [pytest.mark.all, pytest.mark.usefixtures("_interpreter")]

FORMER, SHARED = "app/core/rest", "app/core"
NAMES = ["crates", "labels", "parcels"]
ENDPOINTS = [
    {
        "resource": name.removesuffix("s"),
        "fields": {"title": "str(40), unique", "state": "enum(open, done) = open"},
        "auth": "none",
        "pagination": pagination,
        "sort": ["title"],
        "filters": ["state"],
    }
    for name, pagination in zip(NAMES, ("cursor", "offset", "cursor"), strict=True)
]


@pytest.fixture
def project(releases: Path, postgres: Postgres, tmp_path: Path) -> Project:
    """A project with three endpoints of the release before."""
    types = tmp_path / "mypy"
    made = Project.copied(FIRST, tmp_path / FIRST, Surroundings(postgres, types))
    make(releases, made.folder, ENDPOINTS, BEFORE)
    return made


@pytest.mark.parametrize(
    "order", [NAMES, NAMES[::-1]], ids=["owner first", "owner last"]
)
def test_each_update_leaves_all_of_them_green(
    order: list[str], project: Project
) -> None:
    updated = Updated(project.folder)
    assert modules(project, FORMER)

    for name in order:
        updated.update(name, ref=NOW)

        assert updated.conflicts == []
        assert bool(modules(project, FORMER)) == (name != order[-1])
        project.commit(f"chore: update {name}")
        project.test(*(f"tests/api/{one}" for one in NAMES))

    project.lint()
    assert {"errors.py", "pagination.py", "offset_pagination.py"} <= modules(
        project, SHARED
    )


def test_an_update_with_the_same_answers_changes_nothing(project: Project) -> None:
    updated = Updated(project.folder)
    for _ in range(2):
        project.commit("chore: update")
        for name in NAMES:
            updated.update(name, ref=NOW)
            before = updated.status
            project.commit(f"chore: update {name}")

    assert before == ""


def modules(project: Project, folder: str) -> set[str]:
    """The names of the modules in a folder."""
    return {file.name for file in (project.folder / folder).glob("*.py")}
