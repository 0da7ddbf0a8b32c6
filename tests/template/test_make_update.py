"""`make update` of a service, with something else in the place of Copier."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import git
from tests.in_process import environment

SCRIPT = "template/{{ at.service }}/tools/update.py.jinja"
COPIER = "import pathlib; pathlib.Path('Makefile').open('a').write('# newer\\n')"
PLURALS = ("tags", "customers")


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """A service with two endpoints, in a folder of a repository with other things."""
    folder = tmp_path / "services/shop"
    for place in (folder / "tools", tmp_path / "web"):
        place.mkdir(parents=True)
    script = environment().get_template(SCRIPT).render()
    (folder / "tools/update.py").write_text(script)
    (folder / "Makefile").write_text("# Needs\n")
    for plural in PLURALS:
        answers = folder / f".copier-answers.{plural}.yml"
        answers.write_text(f"_commit: v2.0.0\nplural: {plural}\n")
    (tmp_path / "web/index.html").write_text("<html>")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "made")
    return folder


def update(service: Path, *, copier: str = "") -> subprocess.CompletedProcess[str]:
    command = copier or shlex.join([sys.executable, "-c", COPIER])
    return subprocess.run(
        [sys.executable, "tools/update.py", "--copier", command, *PLURALS],
        cwd=service,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )


# What git refuses -------------------------------------------------------------


@pytest.mark.parametrize("hook", ["pre-commit", "commit-msg"])
@pytest.mark.parametrize(
    ("command", "said"),
    [("echo sort; echo imports; exit 1", "sort imports"), ("exit 3", "exit status 1")],
)
def test_a_hook_that_refuses_is_told_in_one_line(
    hook: str, command: str, said: str, service: Path
) -> None:
    file = service.parent.parent / ".git/hooks" / hook
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{command}\n")
    file.chmod(0o755)

    stopped = update(service)

    assert stopped.returncode == 1
    assert stopped.stderr == (
        "The update of tags is staged, but git does not commit it: "
        f"{said} - Commit it (git add --all . && git commit), "
        "and make update goes on with customers.\n"
    )
    assert git(service, "diff", "--cached", "--name-only", "--relative") == "Makefile\n"

    file.unlink()
    git(service, "commit", "--quiet", "--message", "by hand")
    assert update(service).returncode == 0


def test_a_signature_that_fails_is_told_in_one_line(service: Path) -> None:
    git(service, "config", "commit.gpgsign", "true")
    git(service, "config", "gpg.program", "false")

    stopped = update(service)

    assert "of tags is staged, but git does not commit it: error: gpg" in stopped.stderr
    assert stopped.stderr.count("\n") == 1


def test_what_cannot_be_run_is_told_in_one_line(service: Path) -> None:
    stopped = update(service, copier="./no-copier")

    assert stopped.returncode == 1
    assert "no-copier" in stopped.stderr
    assert stopped.stderr.count("\n") == 1


# Other folders of the repository ----------------------------------------------


def test_work_elsewhere_is_left_alone(service: Path) -> None:
    web = service.parent.parent / "web"
    (web / "index.html").write_text("<html lang=en>")
    (web / "new.html").touch()
    git(web, "add", "new.html")

    done = update(service)

    assert done.returncode == 0, done.stderr
    assert git(web, "log", "--format=%s").splitlines()[:-1] == [
        f"build: update {plural} to v2.0.0 of the template"
        for plural in reversed(PLURALS)
    ]
    assert git(web, "diff", "--name-only", "HEAD").split() == [
        "web/index.html",
        "web/new.html",
    ]


def test_the_advice_takes_back_this_folder_alone(service: Path) -> None:
    web = service.parent.parent / "web/index.html"
    web.write_text("<html lang=en>")
    (service / "Makefile").write_text("# edited\n")
    (service / "staged.txt").touch()
    git(service, "add", "staged.txt")
    (service / "note.txt").touch()

    refused = update(service)
    advice = refused.stderr.splitlines()[-1].strip()
    subprocess.run(advice, cwd=service, shell=True, check=True)

    assert refused.returncode == 1
    assert git(service, "status", "--porcelain", ".") == ""
    assert web.read_text() == "<html lang=en>"


def test_the_advice_takes_back_a_conflict(service: Path) -> None:
    git(service, "switch", "--quiet", "--create", "other")
    (service / "Makefile").write_text("# theirs\n")
    git(service, "commit", "--quiet", "--all", "--message", "theirs")
    git(service, "switch", "--quiet", "-")
    (service / "Makefile").write_text("# ours\n")
    git(service, "commit", "--quiet", "--all", "--message", "ours")
    merging = "git merge --quiet --no-commit other || true"

    stopped = update(service, copier=f"sh -c {shlex.quote(merging)}")
    assert "The update of tags has conflicts" in stopped.stderr
    advice = stopped.stderr.splitlines()[-1].partition(": ")[2]
    subprocess.run(advice, cwd=service, shell=True, check=True)

    assert git(service, "status", "--porcelain") == ""
