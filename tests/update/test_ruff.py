"""The update of a service from before, whose `make update` brings no ruff."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from extensions.ruff import RANGE
from tests.update.conftest import BEFORE, NOW, Made
from tests.update.services import Project

pytestmark = pytest.mark.all

ENDPOINT = {"resource": "tag", "auth": "none", "fields": {"name": "str(20)"}}
WITHOUT = """
import importlib.metadata, sys
version = importlib.metadata.version
def hidden(name):
    if name == "ruff":
        raise importlib.metadata.PackageNotFoundError(name)
    return version(name)
importlib.metadata.version = hidden
from copier._cli import CopierApp
CopierApp.run()
"""
"""A Copier beside which there is no ruff."""

UVX = """#!{python}
import re, subprocess, sys
options, arguments = sys.argv[1:sys.argv.index("copier")], sys.argv[sys.argv.index("copier") + 1:]
assert "ruff{range}" in options, options
sys.exit(subprocess.run([sys.executable, "-m", "copier", *arguments]).returncode)
"""
"""As uvx does it, but for the download."""


def make_update(project: Project, copier: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            "make",
            "update",
            f"BIN={Path(sys.executable).parent}",
            f"COPIER={copier}",
            f"ref={NOW}",
        ],
        cwd=project.folder,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )


def test_it_stops_with_one_line_and_the_command_of_it_works(
    made: Made, tmp_path: Path
) -> None:
    project = made([ENDPOINT], BEFORE)
    old, uvx = tmp_path / "old.py", project.folder / ".venv/bin/uvx"
    old.write_text(WITHOUT)
    uvx.parent.mkdir(parents=True)
    uvx.write_text(UVX.format(python=sys.executable, range=RANGE))
    uvx.chmod(0o755)

    stopped = make_update(project, f"{sys.executable} {old}")

    assert stopped.returncode != 0
    assert "Traceback" not in stopped.stderr
    [line] = [one for one in stopped.stderr.splitlines() if "ruff is missing" in one]
    assert project.status == ""
    [command] = re.findall(r'make update COPIER="([^"]+)"', line)

    done = make_update(project, command)

    assert done.returncode == 0, done.stderr
    assert project.answers("tags")["_commit"] == NOW
    assert f"--with 'ruff{RANGE}'" in (project.folder / "Makefile").read_text()
