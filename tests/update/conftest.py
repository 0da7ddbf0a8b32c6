"""The template with its releases: the version before, and the working tree."""

import tarfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.conftest import ROOT, git, release
from tests.postgres import Postgres
from tests.rendering.conftest import _interpreter
from tests.update.services import Project, make, prove
from tools.cell import PROOF, Failed
from tools.rendering import PARTS, _copy_template

__all__ = ["_interpreter"]

BEFORE, NOW = "v0.1.0", "v0.2.0"
COMMIT_BEFORE = "a4b57166ebb486903345916b5dfff9e19a705dad"
"""The last one that needed no ruff beside Copier."""


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The version before as a release, and the working tree as the next.

    Without tests, docs and examples: Copier clones it time and again.
    """
    target = tmp_path_factory.mktemp("releases")
    git(target, "init", "--quiet")
    _take_out(COMMIT_BEFORE, target)
    release(target, BEFORE)
    git(target, "rm", "--quiet", "-r", ".")
    _copy_template(target)
    release(target, NOW)
    return target


def _take_out(commit: str, target: Path) -> None:
    """Write the template of a commit."""
    if git(ROOT, "rev-parse", "--is-shallow-repository").strip() == "true":
        pytest.fail(
            "The version before is needed: git fetch --unshallow", pytrace=False
        )
    archive = target / "before.tar"
    git(ROOT, "archive", f"--output={archive}", commit, *PARTS)
    with tarfile.open(archive) as held:
        held.extractall(target, filter="data")
    archive.unlink()


Made: TypeAlias = Callable[..., Project]


@pytest.fixture(scope="session")
def _made(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    kept: dict[str, Project] = {}

    def made(copies: Sequence[Mapping[str, Any]], ref: str = NOW) -> Project:
        key = repr((copies, ref))
        if key not in kept:
            folder = tmp_path_factory.mktemp("made") / "shop"
            kept[key] = make(releases, folder, copies, ref)
        return kept[key]

    return made


@pytest.fixture
def made(_made: Made, tmp_path: Path) -> Made:
    """`made(copies)` is a service of one's own; each is written once."""

    def own(copies: Sequence[Mapping[str, Any]], ref: str = NOW) -> Project:
        return _made(copies, ref).copy_to(tmp_path / "shop")

    return own


def hold(project: Project, postgres: Postgres, folder: Path) -> None:
    """Prove a service with its own tools; of the folder, mypy's cache stays outside."""
    __tracebackhide__ = True
    environment = {
        "TEST_DATABASE_URL": postgres.url,
        "MYPY_CACHE_DIR": str(folder.parent / "mypy"),
    }
    try:
        prove(project, PROOF, environment)
    except Failed as error:
        pytest.fail(str(error), pytrace=False)
