"""All or nothing: a copy that fails leaves the destination as it was."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extensions.journal import Journal
from tests.projects.projects import HERE

COPY = ("-m", "copier", "copy", "--trust", "--defaults", "--quiet")
RESOURCE = ("-d", "resource=parcel")
WRITTEN = ".copier-answers.parcels.yml"
FULL_DISK = ("sh", "-c", 'ulimit -f 8 && exec "$@"', "sh")
"""Starts a command that gets an error where a file would have more than 4 KB."""


class Owner:
    """What a journal lives as long as."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file that a copy edits, and one that it knows nothing of."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "api.py").write_text("before\n")
    (tmp_path / "other.txt").write_text("theirs\n")
    return tmp_path


def begin(folder: Path, *, has_tasks: bool = True) -> tuple[Owner, Path]:
    """A journal, and what a copy writes before it fails."""
    owner, paths = Owner(), ("app/api.py", "app/parcels/router.py", "app/late.py")
    marker = Journal.open(owner, folder, paths, has_tasks=has_tasks)
    (folder / "app" / "parcels").mkdir()
    (folder / "app" / "parcels" / "router.py").write_text("half\n")
    (folder / "app" / "api.py").write_text("after\n")
    return owner, marker


def test_what_a_failed_copy_wrote_is_taken_back(folder: Path) -> None:
    before = content(folder)
    begin(folder)  # whose owner is gone at once
    assert content(folder) == before
    assert not (folder / "app" / "parcels").exists()


def test_a_file_that_somebody_else_wrote_meanwhile_stays(folder: Path) -> None:
    owner, _ = begin(folder)
    (folder / "app" / "parcels" / "notes.txt").write_text("mine\n")
    del owner
    assert (folder / "app" / "parcels" / "notes.txt").read_text() == "mine\n"
    assert not (folder / "app" / "parcels" / "router.py").exists()


def test_a_completed_copy_stays(folder: Path) -> None:
    owner, marker = begin(folder)
    written = content(folder)
    marker.unlink()
    del owner
    assert content(folder) == written


@pytest.mark.parametrize("is_whole", [True, False])
def test_without_tasks_a_copy_is_complete_when_all_is_written(
    folder: Path, is_whole: bool
) -> None:
    before = content(folder)
    owner, marker = begin(folder, has_tasks=False)
    if is_whole:
        (folder / "app" / "late.py").write_text("late\n")
    written = content(folder)
    del owner
    assert content(folder) == (written if is_whole else before)
    assert not marker.exists()


def content(folder: Path) -> dict[str, bytes]:
    """Every file, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# With Copier -------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of others."""
    ignore = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(HERE / "market", tmp_path / "market", ignore=ignore))


def started(template: Path, project: Path, *wrapper: str) -> "subprocess.Popen[str]":
    """A copy in a process group of its own, as a terminal starts one."""
    return subprocess.Popen(
        [*wrapper, sys.executable, *COPY, *RESOURCE, str(template), str(project)],
        env=os.environ | {"GIT_TEMPLATE_DIR": "", "PYTHONDONTWRITEBYTECODE": "1"},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.slow
def test_a_full_disk_leaves_nothing(template_folder: Path, project: Path) -> None:
    before = content(project)
    copying = started(template_folder, project, *FULL_DISK)
    _, told = copying.communicate()
    assert copying.returncode != 0
    assert "The copy did not finish" in told, told
    assert content(project) == before


@pytest.mark.slow
def test_a_task_that_fails_leaves_nothing(
    template_folder: Path, project: Path, tmp_path: Path
) -> None:
    fork = Path(shutil.copytree(template_folder, tmp_path / "fork"))
    part = fork / "house" / "parts" / "router.py.jinja"
    part.parent.mkdir(parents=True)
    part.write_text(
        '{% extends "upstream/parts/router.py.jinja" %}\n'
        "{% block router %}no Python{% endblock %}\n"
    )
    before = content(project)
    copying = started(fork, project)
    _, told = copying.communicate()
    assert copying.returncode != 0
    assert "The copy did not finish" in told, told
    assert content(project) == before


@pytest.mark.slow
def test_a_copy_that_is_interrupted_leaves_all_or_nothing(
    template_folder: Path, project: Path
) -> None:
    before = content(project)
    copying = started(template_folder, project)
    while copying.poll() is None and not (project / WRITTEN).exists():
        time.sleep(0.005)
    if copying.poll() is None:
        os.killpg(copying.pid, signal.SIGINT)
    _, told = copying.communicate()
    if copying.returncode:
        assert content(project) == before, told
    else:
        assert content(project).keys() > before.keys()
