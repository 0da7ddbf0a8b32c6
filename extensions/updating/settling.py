"""Settling: conflicts between changes of different lines are resolved."""

from __future__ import annotations

from .merging import merged
from .repository import Repository


def settle(repository: Repository) -> list[str]:
    """Resolve what can be; the files that still have conflicts."""
    left = []
    for path in repository.unmerged():
        sides = repository.sides(path)
        content = merged(path, *sides) if sides else None
        if content is None:
            left.append(path)
        else:
            repository.settle(path, content)
    return left
