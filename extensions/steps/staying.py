"""Staying: files that endpoints share, and that an answers file no longer asks for.

Copier deletes what the old answers rendered and the new ones do not. Other endpoints, and
the owner's own code, may need a shared module though, and the tables of users and keys
hold what nobody can make again. So what is shared stays, as it was committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..answers.project import Project
from ..plan.plan import Plan
from ..repository import Repository

GROUP = re.compile(r"{{ (?:at\.(\w+)|files\.(user|api_key)_\w+|files\.(shared_\w+)) }}")
"""The beginning of a template's path that belongs to a group of files."""


def bring_back(repository: Repository, old: Plan, new: Plan) -> Iterator[str]:
    """Bring back what is shared, and say what stays without being asked for."""
    left = {
        group_of(template)
        for template, file in old.written.items()
        if group_of(template) and template not in new.written
        if _restored(repository, file)
    } - Project(new.slice.answers.project).shared
    if left:
        yield f"Not asked for any more, but left for others: {', '.join(sorted(left))}."
    for template, file in new.written.items():
        if group_of(template) and template not in old.written:
            _restored(repository, file)


def _restored(repository: Repository, file: str) -> bool:
    """Make a file what it was, if it was there."""
    committed, path = repository.last(file), repository.folder / file
    if committed is None:
        return False
    if not path.exists() or path.read_bytes() != committed:
        repository.restore(file)
    return True


def group_of(template: str) -> str:
    """The group that a template belongs to, if any."""
    found = GROUP.match(template)
    return (found[1] or found[3] or f"{found[2]}s") if found else ""
