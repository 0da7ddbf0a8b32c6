"""Settling an update: what Copier's merge leaves, in the project itself, is resolved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..plan.recorded import plan_in
from ..repository import Repository
from ..slice.style import Style
from .merging import merged
from .moving import carry_over

GONE = "These files are gone, and you had changed them. To see what they were:"
CONFLICTS = "Both you and the template changed the same lines of:"


def main(folder: Path, answers_file: str) -> Iterator[str]:
    """Finish the update of the endpoint of an answers file."""
    repository = Repository(folder)
    conflicts, gone = carry_over(repository, answers_file)
    plan = plan_in((folder / answers_file).read_bytes())
    conflicts += settle(repository, plan.slice.style if plan else Style())
    if gone:
        yield from (GONE, *(f"  git show HEAD:./{path}" for path in gone))
    if conflicts:
        yield from (CONFLICTS, *(f"  {path}" for path in conflicts))


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
