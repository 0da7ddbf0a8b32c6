"""What follows an update, step by step; Copier runs it in the project only."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from .moving import carry_over
from .repository import Repository
from .settling import settle


def main(arguments: Sequence[str]) -> int:
    """Finish the update of the endpoint of an answers file; the exit status."""
    [answers_file] = arguments
    repository = Repository(Path.cwd())
    conflicts, gone = carry_over(repository, answers_file)
    conflicts += settle(repository)
    if gone:
        _tell(
            "These files are gone, and you had changed them. To see what they were:",
            [f"git show HEAD:./{path}" for path in gone],
        )
    if conflicts:
        _tell("Both you and the template changed the same lines of:", conflicts)
    return 0


def _tell(title: str, lines: Sequence[str]) -> None:
    sys.stderr.write("\n".join([title, *(f"  {line}" for line in lines)]) + "\n")
