"""The line of revisions in a project: what was committed stays, what comes goes behind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..plan.naming import revision_file
from ..plan.plan import Plan
from ..repository import Repository
from ..slice.literals import literal
from ..survey import migrations
from ..survey.reading import Sources
from .revision import Revision

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

    repository: Repository
    old: Plan
    new: Plan

    @property
    def folder(self) -> Path:
        return self.repository.folder

    @cached_property
    def committed(self) -> frozenset[str]:
        return frozenset(self.repository.committed())

    def restore(self) -> None:
        """Bring back every revision that the answers no longer ask for."""
        for file in revisions_of(self.old):
            if not (self.folder / file).exists():
                self.repository.restore(file)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The newest revisions of the last commit; of several, the only one behind ours."""
        known = migrations.revisions(Sources(self.folder))
        there = [one for one in known if one.where.file in self.committed]
        found = sorted(one.id for one in migrations.heads_of(there))
        parents = {one.id: one.parents for one in there}
        own = self.old.slice.revision
        behind = [one for one in found if own in _followed(one, parents)]
        return tuple(behind if len(behind) == 1 else found)

    def bring(self) -> str | None:
        """Put those that came with the update behind; the id of the last one of all.

        What the owner of the project deleted is not put back: it may be part of another
        revision by now.
        """
        after = next(iter(self.heads), None)
        known = revisions_of(self.old)
        if migration_of(self.old):
            known.append(migration_of(self.new))
        for file in revisions_of(self.new):
            path = self.folder / file
            if file in self.committed or not path.exists():
                continue
            if file in known:
                path.unlink()
            else:
                after = _moved(path, after)
        return after

    def file_of(self, revision: Revision, versions: Path) -> Path:
        """Where it goes: as the project calls its files, or where it is already."""
        sources, project = Sources(self.folder), self.new.slice.fit.project
        known = {one.id: Path(one.where.file) for one in migrations.revisions(sources)}
        if revision.id in known:
            return known[revision.id]
        found = project.found.get("migrations") or {}
        beside = known.get(str(revision.parent)) if found.get("folders") else None
        now = migrations.dated(sources).isoformat()
        name = revision_file(project, revision.id, revision.slug, now)
        return (beside.parent if beside else versions) / name


def _followed(head: str, parents: dict[str, tuple[str, ...]]) -> set[str]:
    """The revisions that a head follows, and itself."""
    found, waiting = set[str](), [head]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += parents.get(one, ())
    return found


def _moved(file: Path, after: str | None) -> str:
    """Let a revision follow another one; its own id."""
    text = file.read_text("utf-8")
    changed = _PARENT.sub(lambda found: found[1] + literal(after), text, count=1)
    if changed != text:
        file.write_text(changed, "utf-8")
    found = _ID.search(text)
    return found[1] if found else str(after)
