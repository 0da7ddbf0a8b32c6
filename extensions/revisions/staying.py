"""Staying: files that endpoints share, and that an answers file no longer asks for.

Copier deletes what the old answers rendered and the new ones do not. Other endpoints, and
the owner's own code, may need a shared module though, and the tables of users and keys
hold what nobody can make again. So what is shared stays, as it was committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..plan.plan import Plan
from .history import History

GROUP = re.compile(r"{{ (?:at\.(\w+)|files\.(user|api_key)_\w+) }}")
"""The beginning of a template's path that belongs to a group of files."""


@dataclass(frozen=True)
class Staying:
    """The shared files of an endpoint before and after."""

    folder: Path
    history: History
    old: Plan
    new: Plan

    def steps(self) -> Iterator[str]:
        """Bring them back, and say so."""
        left = {}
        for template, file in self.old.written.items():
            group = group_of(template)
            if group and template not in self.new.written and self._restored(file):
                left[group] = file
        if left:
            yield (
                f"Not asked for any more, but left for others: {', '.join(sorted(left))}."
            )
        for template, file in self.new.written.items():
            if group_of(template) and template not in self.old.written:
                self._restored(file)

    def _restored(self, file: str) -> bool:
        """Make a file what it was, if it was there."""
        committed = self.history.read(file)
        if committed is None:
            return False
        path = self.folder / file
        if not path.exists() or path.read_bytes() != committed:
            self.history.restore(file)
        return True


def group_of(template: str) -> str:
    """The group that a template belongs to, if any."""
    found = GROUP.match(template)
    return (found[1] or f"{found[2]}s") if found else ""
