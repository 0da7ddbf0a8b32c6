"""Copies of the projects; what stands in their own folders is not ours to collect."""

from pathlib import Path

import pytest

from tests.postgres import Postgres
from tests.projects.projects import NAMES, Project, Surroundings
from tools import cell

collect_ignore = [*NAMES, "attacked"]


@pytest.fixture(scope="session")
def _interpreter() -> None:
    """What runs the projects is there."""
    if not cell.PYTHON.exists():
        pytest.fail(f"{cell.PYTHON} is missing: run make setup, or set CELLS_PYTHON")


@pytest.fixture(scope="session")
def surroundings(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory, _interpreter: None
) -> Surroundings:
    """What all projects have in common."""
    return Surroundings(postgres, tmp_path_factory.getbasetemp() / "mypy")


@pytest.fixture
def project(
    request: pytest.FixtureRequest, tmp_path: Path, surroundings: Surroundings
) -> Project:
    """A copy of the project of this name, by itself in a repository."""
    return Project.copied(request.param, tmp_path / request.param, surroundings)
