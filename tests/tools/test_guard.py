"""Nothing that the demo starts outlives it."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from tools.guard import guarded

ENVIRONMENT = dict(os.environ)
FAMILY = "sleep 60 > alive & wait"
"""A command and a child of it, which holds a pipe open while it lives."""
HOLDER = """
import os, sys, time
from pathlib import Path
from tools.guard import guarded
folder = Path(sys.argv[1])
with guarded(["sh", "-c", sys.argv[2]], folder=folder, environment=os.environ):
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "alive")
    return tmp_path


def ends(alive: IO[str], seconds: float) -> bool:
    """Whether the child ends in time."""
    return alive in select.select([alive], [], [], seconds)[0]


@pytest.mark.parametrize(("command", "status"), [("true", 0), ("exit 3", 3)])
def test_it_ends_like_the_command(tmp_path: Path, command: str, status: int) -> None:
    run = ["sh", "-c", command]

    with guarded(run, folder=tmp_path, environment=ENVIRONMENT) as running:
        assert running.wait() == status


def test_what_is_left_at_the_end_is_ended(folder: Path) -> None:
    run = ["sh", "-c", FAMILY]

    with guarded(run, folder=folder, environment=ENVIRONMENT):
        alive = (folder / "alive").open()
        assert not ends(alive, seconds=0.1)

    with alive:
        assert ends(alive, seconds=5)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_it_ends_with_the_one_who_started_it(folder: Path, ending: int) -> None:
    command = [sys.executable, "-c", HOLDER, str(folder), FAMILY]
    with (
        subprocess.Popen(command, cwd=Path(__file__).parents[2]) as holder,
        (folder / "alive").open() as alive,
    ):
        assert not ends(alive, seconds=0.1)

        holder.send_signal(ending)

        assert ends(alive, seconds=5)
