"""An update that does not end can be taken back, and done again."""

import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

import pytest

from tests.conftest import git
from tests.update.conftest import Made
from tests.update.services import Project, contents

pytestmark = pytest.mark.all

TAG: Mapping[str, Any] = {
    "resource": "tag",
    "fields": {"name": "str(20)"},
    "auth": "none",
}
PATIENCE, PAUSE = 300.0, 0.01
COMMAND = [
    *(sys.executable, "-m", "copier", "update", "--trust", "--defaults", "--quiet"),
    *("--answers-file", ".copier-answers.tags.yml", "--vcs-ref", ":current:"),
]


def killed_in_the_middle(project: Project, *answers: str) -> None:
    """Start an update, and kill it as soon as it has changed a file."""
    first = project.folder / ".copier-answers.tags.yml"
    before = first.read_bytes()
    command = [*COMMAND, *(part for one in answers for part in ("-d", one))]
    end = time.monotonic() + PATIENCE
    with subprocess.Popen(command, cwd=project.folder) as process:
        while first.read_bytes() == before and process.poll() is None:
            assert time.monotonic() < end
            time.sleep(PAUSE)
        process.kill()


def test_a_killed_update_is_seen_taken_back_and_done_again(made: Made) -> None:
    project = made([TAG])
    before = contents(project)

    killed_in_the_middle(project, "pagination=offset", "response=envelope")

    assert project.status != ""
    git(project.folder, "checkout", ".")
    git(project.folder, "clean", "-fd")
    assert project.status == ""
    assert contents(project) == before

    project.change("tags", pagination="offset", response="envelope")
    assert project.conflicts == []
    assert project.answers("tags")["pagination"] == "offset"


def test_an_update_with_conflicts_is_taken_back(made: Made) -> None:
    project = made([TAG])
    service = project.folder / "src/shop/tags/schemas.py"
    limit = "Annotated[int, Field(ge=1, le=100)] = 20"
    service.write_text(service.read_text().replace(limit, limit.replace("20", "33")))
    project.commit()
    before = contents(project)

    project.change("tags", page_size=7)

    assert project.conflicts == ["src/shop/tags/schemas.py"]
    assert git(project.folder, "ls-files", "--unmerged") != ""
    git(project.folder, "reset", "--quiet", "--hard")
    git(project.folder, "clean", "-fd")
    assert contents(project) == before
