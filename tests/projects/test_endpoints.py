"""Three endpoints in each project: of a new table, of one that is there, and nested."""

import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path

import copier
import pytest

from tests.conftest import git, run_copy
from tests.postgres import alone
from tests.projects.environments import ENVIRONMENTS, LOWEST, NEWEST, TYPICAL
from tests.projects.projects import (
    NAMES,
    STEPS,
    Project,
    Surroundings,
    described,
    each_project,
)
from tools.cell import Failed

pytestmark = pytest.mark.slow

ANSWERS = ".copier-answers.*.yml"
ENDPOINTS = 3
"""What each project gets: of a new table, of one that is there, and nested."""

every_project = pytest.mark.parametrize("extended", each_project(), indirect=True)
in_older_environments = pytest.mark.parametrize(
    "extended",
    ["-".join(place) for place in product(NAMES, (LOWEST.name, TYPICAL.name))],
    indirect=True,
)
each_file = pytest.mark.parametrize("number", range(ENDPOINTS))


@pytest.fixture
def extended(
    request: pytest.FixtureRequest,
    template: Path,
    shared: Path,
    surroundings: Surroundings,
) -> Project:
    """The project with its endpoints; made once, by the worker that asks first."""
    name, _, environment = request.param.partition("-")
    folder, made = shared / "extended" / request.param, shared / f"extended-{request.param}"
    where = (folder, surroundings, ENVIRONMENTS[environment or NEWEST.name])
    where[-1].require()
    folder.parent.mkdir(exist_ok=True)
    with alone(made.with_suffix(".lock")):
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            extend(Project.copied(name, *where), template)
            made.touch()
    return Project(name, *where)


def extend(project: Project, template: Path) -> None:
    """Add the endpoints, one after another, each in a commit."""
    for number, answers in enumerate(described(project.name)["endpoints"]):
        run_copy(template, project.folder, **answers)
        project.commit(f"endpoint {number}")


# They hold ----------------------------------------------------------------------


@every_project
@pytest.mark.parametrize("step", STEPS)
def test_it_holds(extended: Project, step: str) -> None:
    prove(STEPS[step], extended)


@pytest.mark.all
@in_older_environments
def test_it_runs_on_what_the_project_has(extended: Project) -> None:
    for step in ("suite", "migrations"):
        prove(STEPS[step], extended)


@pytest.mark.all
@every_project
@each_file
def test_each_endpoint_is_tested_by_itself(extended: Project, number: int) -> None:
    folders = added_tests(extended)
    assert len(folders) == ENDPOINTS
    prove(Project.test, extended, folders[number])


def prove(step: Callable[..., object], project: Project, *arguments: str) -> None:
    try:
        step(project, *arguments)
    except Failed as error:
        pytest.fail(str(error), pytrace=False)


@pytest.mark.all
@every_project
@each_file
def test_each_module_is_tested_by_itself(extended: Project, number: int) -> None:
    folder = added_tests(extended)[number]
    for file in sorted((extended.home / folder).glob("test_*.py")):
        prove(Project.test, extended, f"{folder}/{file.name}")


def added_tests(project: Project) -> list[str]:
    """The folders of tests that came with the endpoints, relative to where tests run."""
    first = git(project.folder, "rev-list", "--max-parents=0", "HEAD").strip()
    options = ("--name-only", "--diff-filter=A", "--relative")
    changed = git(project.home, "diff", *options, first)
    paths = (file.rpartition("/") for file in changed.splitlines())
    return sorted({folder for folder, _, name in paths if name.startswith("test_")})


# They stay ----------------------------------------------------------------------


@pytest.fixture
def own(extended: Project, tmp_path: Path) -> Project:
    """A copy of the project that may be changed."""
    folder = shutil.copytree(extended.folder, tmp_path / extended.name)
    return Project(extended.name, folder, extended.surroundings)


@pytest.mark.all
@every_project
def test_a_second_copy_changes_nothing(own: Project) -> None:
    for file in sorted(own.folder.glob(ANSWERS)):
        copier.run_recopy(
            own.folder,
            answers_file=file.name,
            defaults=True,
            overwrite=True,
            unsafe=True,
            quiet=True,
        )

    assert git(own.folder, "status", "--porcelain") == ""


@pytest.mark.all
@every_project
def test_an_update_with_the_same_answers_changes_nothing(own: Project) -> None:
    for file in sorted(own.folder.glob(ANSWERS)):
        copier.run_update(
            own.folder,
            answers_file=file.name,
            defaults=True,
            overwrite=True,
            unsafe=True,
            quiet=True,
        )

    assert git(own.folder, "status", "--porcelain") == ""
