"""Conflicts in the index of a repository: which are resolved, and how they are left."""

import subprocess
from pathlib import Path

import pytest

from extensions.repository import SIDES, Repository
from extensions.slice.style import Style
from extensions.steps.settle import settle
from tests.conftest import git

BASE = "first = 1\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    return tmp_path


def conflict(project: Path, name: str, ours: str, theirs: str) -> None:
    """Have a conflict as Copier leaves it."""
    (project / name).write_text(ours)
    git(project, "add", name)
    git(project, "commit", "--quiet", "--message", name)
    stages = []
    for stage, text in enumerate((BASE, ours, theirs), start=1):
        (project / name).write_text(text)
        found = git(project, "hash-object", "-w", name).strip()
        stages.append(f"100644 {found} {stage}\t{name}")
    git(project, "rm", "--quiet", "--cached", name)
    lines = "\n".join(stages)
    subprocess.run(
        ["git", "-C", str(project), "update-index", "--index-info"],
        input=lines,
        text=True,
        check=True,
    )
    (project / name).write_text(f"<<<<<<< {SIDES[0]}\n")


def test_what_only_stands_side_by_side_becomes_an_ordinary_change(
    project: Path,
) -> None:
    conflict(project, "a.py", f"{BASE}ours = 1\n", f"{BASE}theirs = 1\n")

    assert settle(Repository(project), Style()) == []

    assert (project / "a.py").read_text() == f"{BASE}theirs = 1\nours = 1\n"
    assert git(project, "status", "--porcelain") == " M a.py\n"


def test_a_contradiction_is_left_to_people(project: Path) -> None:
    conflict(project, "a.py", "first = 2\n", "first = 3\n")

    assert settle(Repository(project), Style()) == ["a.py"]

    assert (project / "a.py").read_text().startswith("<<<<<<<")
    assert git(project, "status", "--porcelain") == "UU a.py\n"
