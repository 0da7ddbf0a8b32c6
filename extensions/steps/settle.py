"""Settling an update: what Copier's merge leaves, in the project itself, is resolved."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ..plan.recorded import plan_in
from ..repository import Repository
from ..slice.style import Style
from .merging import merged
from .moving import carry_over


def main(arguments: Sequence[str]) -> int:
    """Finish the update of the endpoint of an answers file; the exit status."""
    [answers_file] = arguments
    repository = Repository(Path.cwd())
    conflicts, gone = carry_over(repository, answers_file)
    plan = plan_in((repository.folder / answers_file).read_bytes())
    conflicts += settle(repository, plan.slice.style if plan else Style())
    if gone:
        _tell(
            "These files are gone, and you had changed them. To see what they were:",
            [f"git show HEAD:./{path}" for path in gone],
        )
    if conflicts:
        _tell("Both you and the template changed the same lines of:", conflicts)
    return 0


def settle(repository: Repository, style: Style) -> list[str]:
    """Resolve what can be, in the style of the project; the files with conflicts."""
    left = []
    for path in repository.unmerged():
        sides = repository.sides(path)
        content = merged(path, *sides, style) if sides else None
        if content is None:
            left.append(path)
        else:
            repository.settle(path, content)
    return left


def _tell(title: str, lines: Sequence[str]) -> None:
    sys.stderr.write("\n".join([title, *(f"  {line}" for line in lines)]) + "\n")
