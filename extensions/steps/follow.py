"""Following: after an update, the database gets what the changed answers ask of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..answers.problem import Problem
from ..plan.plan import Plan
from ..plan.recorded import plan_in
from ..revisions.asked import asked
from ..revisions.history import History
from ..revisions.line import Line, migration_of
from ..revisions.operations import Operation
from ..revisions.revision import Revision
from ..revisions.staying import Staying
from ..ruff import lay_out

UNREADABLE = "The last commit has no answers that can be read: no revision is written."
SEVERAL = """\
There are several newest revisions, {heads}: no revision is written. Merge them, and let
Alembic write what is missing:

  alembic merge heads
  alembic revision --autogenerate"""

OTHERS = """\
The project declares no driver of PostgreSQL: no revision is written. Let Alembic do it:

  alembic revision --autogenerate"""


def main(arguments: Sequence[str]) -> int:
    """Let the database follow an answers file of this folder; the exit status."""
    [answers_file] = arguments
    for line in follow(Path.cwd(), answers_file):
        sys.stderr.write(f"{line}\n")
    return 0


def follow(folder: Path, answers_file: str) -> list[str]:
    """Write what follows from the changed answers; what there is to say of it."""
    history = History(folder)
    try:
        old = plan_in(history.read(answers_file) or b"")
        new = plan_in((folder / answers_file).read_bytes())
    except Problem as problem:
        return [UNREADABLE, f"  {problem}"]
    if old is None or new is None:
        return [UNREADABLE]
    return list(Following(folder, history, old, new).steps())


@dataclass(frozen=True)
class Following:
    """An endpoint before and after, in its project."""

    folder: Path
    history: History
    old: Plan
    new: Plan

    def steps(self) -> Iterator[str]:
        """Keep what others need, write the revision, and say so."""
        yield from Staying(self.folder, self.history, self.old, self.new).steps()
        line = Line(self.folder, self.history, self.old, self.new)
        line.restore()
        operations = self._operations
        if len(line.heads) > 1:
            if operations:
                yield SEVERAL.format(heads=", ".join(line.heads))
            return
        if operations and not self._is_postgresql:
            yield OTHERS
            return
        brought = list(line.bring())
        if operations:
            parent = brought[-1] if brought else line.head
            yield from self._written(operations, parent)

    @property
    def _is_postgresql(self) -> bool:
        return self.new.slice.fit.has_postgresql

    @property
    def _operations(self) -> tuple[Operation, ...]:
        versions = self.folder / Path(migration_of(self.new)).parent
        tables = migration_of(self.old) and migration_of(self.new)
        if not (tables and versions.is_dir()):
            return ()
        return asked(self.old, self.new)

    def _written(
        self,
        operations: Sequence[Operation],
        parent: str | None,
    ) -> Iterator[str]:
        revision = Revision(self.new.slice.table.name, operations, parent)
        file = Path(migration_of(self.new)).parent / revision.file
        if not (self.folder / file).exists():
            (self.folder / file).write_text(
                revision.text(slice=self.new.slice), "utf-8"
            )
            lay_out([self.folder / file], self.new.slice.style)
        changes = ", ".join(revision.changes)
        yield f"The database follows with {file.as_posix()}: {changes}."
        for loss in revision.losses:
            yield f"  It loses {loss}."
