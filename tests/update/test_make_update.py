"""`make update` in a service: every endpoint in turn, and what it says where it stops."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import git, release
from tests.update.conftest import NOW, Made
from tests.update.services import Project

pytestmark = pytest.mark.all

NEXT = "v0.3.0"
ENDPOINTS: list[Mapping[str, Any]] = [
    {"resource": "tag", "auth": "none", "fields": {"name": "str(20)"}},
    {"resource": "customer", "fields": {"name": "str(80)"}},
    {"resource": "invoice", "fields": {"customer": "ref(Customer)"}},
]
CHANGED = {
    "parts/router.py.jinja": ('"""', '"""Newly: '),
    "template/{{ at.service }}/Makefile.jinja": ("# Needs", "# It needs"),
}


@pytest.fixture(scope="session")
def _next_release(releases: Path) -> None:
    """A release that changes a file of every endpoint, and one of the service."""
    for name, (old, new) in CHANGED.items():
        file = releases / name
        before = file.read_text("utf-8")
        assert old in before
        file.write_text(before.replace(old, new, 1), "utf-8")
    release(releases, NEXT)
    git(releases, "reset", "--quiet", "--hard", NOW)


@pytest.fixture
def project(made: Made, _next_release: None) -> Project:
    return made(ENDPOINTS)


def update(project: Project, *options: str) -> subprocess.CompletedProcess[str]:
    """As `make update` does it, with the Copier of these tests."""
    copier = f"{sys.executable} -m copier"
    return subprocess.run(
        [sys.executable, "tools/update.py", "--copier", copier, *options],
        cwd=project.folder,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )


def subjects(project: Project) -> list[str]:
    return git(project.folder, "log", "--format=%s", "--reverse").splitlines()


def test_every_endpoint_is_updated_in_its_order_with_a_commit_each(
    project: Project,
) -> None:
    done = update(project, "--ref", NEXT)

    assert done.returncode == 0, done.stderr
    assert subjects(project)[len(ENDPOINTS) :] == [
        f"build: update {plural} to {NEXT} of the template"
        for plural in ("tags", "customers", "invoices")
    ]
    assert project.status == ""
    for router in (project.folder / "src/shop").glob("*/router.py"):
        assert router.read_text().startswith('"""Newly: ')
    assert (project.folder / "Makefile").read_text().startswith("# It needs")


def test_it_stops_at_a_conflict_says_where_it_stands_and_goes_on(
    project: Project,
) -> None:
    router = project.folder / "src/shop/customers/router.py"
    first, _, rest = router.read_text().partition("\n")
    router.write_text(first.replace('"""', '"""Ours: ', 1) + "\n" + rest)
    project.commit()

    stopped = update(project, "--ref", NEXT)

    assert stopped.returncode == 1
    assert "  src/shop/customers/router.py\n" in stopped.stderr
    assert "make update goes on with invoices." in stopped.stderr
    assert update(project).returncode == 1  # the conflict is still there

    router.write_text(f"{first}\n{rest}")
    project.commit("build: update customers")
    assert update(project, "--ref", NEXT).returncode == 0
    assert subjects(project)[-2:] == [
        "build: update customers",
        f"build: update invoices to {NEXT} of the template",
    ]


def test_with_nothing_new_it_commits_nothing(project: Project) -> None:
    done = update(project, "--ref", NOW, "customers")

    assert done.returncode == 0, done.stderr
    assert len(subjects(project)) == len(ENDPOINTS)
    assert project.status == ""


def test_it_refuses_a_tree_with_changes(project: Project) -> None:
    (project.folder / "note.txt").touch()

    refused = update(project)

    assert refused.returncode == 1
    assert "Commit or stash them" in refused.stderr


def test_an_update_that_does_not_start_leaves_the_tree_alone(project: Project) -> None:
    failed = update(project, "--ref", "v9.9.9")

    assert failed.returncode == 1
    assert "The update of tags did not end" in failed.stderr
    assert project.status == ""


def test_copier_tells_that_there_is_an_update(project: Project) -> None:
    options = [
        "--answers-file",
        ".copier-answers.invoices.yml",
        "--output-format",
        "json",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "copier", "check-update", *options],
        cwd=project.folder,
        capture_output=True,
        text=True,
        check=True,
    )

    found = json.loads(done.stdout)
    assert found["update_available"] is True
    assert found["latest_version"] == NEXT.removeprefix("v")


def test_bots_find_the_answers_files(project: Project) -> None:
    """Renovate's manager takes files of this pattern, with these two entries."""
    assert project.answers_files == [
        f".copier-answers.{plural}.yml" for plural in ("customers", "invoices", "tags")
    ]
    for plural in ("customers", "invoices", "tags"):
        assert {"_src_path", "_commit"} <= {*project.answers(plural)}


def test_make_passes_the_options_on(project: Project) -> None:
    """A Makefile is a program too."""
    (project.folder / ".venv/bin").mkdir(parents=True)
    for name in ("uv", "python"):
        (project.folder / ".venv/bin" / name).symlink_to(sys.executable)
    command = ["make", "--dry-run", "update", "ref=v1.2.0", "endpoint=invoices"]

    said = subprocess.run(
        command, cwd=project.folder, capture_output=True, text=True, check=True
    ).stdout

    assert said.rstrip().endswith('copier" --ref "v1.2.0" invoices')
