"""The line of revisions in a project: what was committed stays, what comes goes behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..plan.plan import Plan
from ..slice.literals import literal
from ..survey import migrations
from ..survey.migrations import Revision
from ..survey.reading import Sources
from .history import History

VERSIONS = "/versions/"
"""The folder of revisions that come with groups of files."""

_ID = re.compile(r"""(?m)^revision\b[^=\n]*= *["']([^"'\n]+)["']""")
_PARENT = re.compile(r"(?m)^(down_revision\b[^=\n]*= *).*$")


def migration_of(plan: Plan) -> str:
    """The revision that creates the table of a plan, if there is one."""
    return plan.files.get("migration", "")


def revisions_of(plan: Plan) -> list[str]:
    """Every revision of a plan, those that its own table may refer to first."""
    own = migration_of(plan)
    others = [file for template, file in plan.written.items() if VERSIONS in template]
    return [*sorted(others), *filter(None, [own])]


@dataclass(frozen=True)
class Line:
    """The revisions of a project, before and after an update."""

    folder: Path
    history: History
    old: Plan
    new: Plan

    def restore(self) -> None:
        """Bring back every revision that the answers no longer ask for."""
        for file in revisions_of(self.old):
            if not (self.folder / file).exists():
                self.history.restore(file)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The newest revisions of the last commit; of several, the only one behind ours."""
        found = sorted(one.id for one in migrations.heads_of(self._committed))
        behind = [one for one in found if self.old.slice.revision in self._before(one)]
        return tuple(behind if len(behind) == 1 else found)

    @property
    def head(self) -> str | None:
        return next(iter(self.heads), None)

    def _before(self, head: str) -> set[str]:
        """The revisions that a head follows, and itself."""
        parents = {one.id: one.parents for one in self._committed}
        known, waiting = set[str](), [head]
        while waiting:
            one = waiting.pop()
            if one not in known:
                known.add(one)
                waiting += parents.get(one, ())
        return known

    @cached_property
    def _committed(self) -> list[Revision]:
        there = {*self.history.files()}
        known = migrations.revisions(Sources(self.folder))
        return [one for one in known if one.where.file in there]

    def bring(self) -> Iterator[str]:
        """Put those that came with the update behind, and give the last one's id.

        What the owner of the project deleted is not put back: it may be part of another
        revision by now.
        """
        after = self.head
        for file in self._brought():
            if self._is_known(file):
                (self.folder / file).unlink()
                continue
            after = _moved(self.folder / file, after)
            yield after

    def _brought(self) -> list[str]:
        """What the update wrote."""
        committed = {*self.history.files()}
        return [
            file
            for file in revisions_of(self.new)
            if file not in committed and (self.folder / file).exists()
        ]

    def _is_known(self, file: str) -> bool:
        is_own = file == migration_of(self.new) and bool(migration_of(self.old))
        return is_own or file in revisions_of(self.old)


def _moved(file: Path, after: str | None) -> str:
    """Let a revision follow another one; its own id."""
    text = file.read_text("utf-8")
    changed = _PARENT.sub(lambda found: found[1] + literal(after), text, count=1)
    if changed != text:
        file.write_text(changed, "utf-8")
    found = _ID.search(text)
    return found[1] if found else str(after)
