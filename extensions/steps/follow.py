"""Following: after an update, the database gets what the changed answers ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..answers.problem import Problem
from ..plan.plan import Plan
from ..plan.recorded import plan_in
from ..repository import Repository
from ..revisions.line import Line, migration_of
from ..revisions.outlook import operations
from ..revisions.revision import Revision
from ..ruff import lay_out
from ..slice.slice import Slice
from . import former
from .staying import bring_back

UNREADABLE = "The last commit has no answers that can be read: no revision is written."
SEVERAL = """\
There are several newest revisions, {heads}: no revision is written. Merge them, and let
Alembic write what is missing:

  alembic merge heads
  alembic revision --autogenerate"""

OTHERS = """\
The project declares no driver of PostgreSQL: no revision is written. Let Alembic do it:

  alembic revision --autogenerate"""


def main(folder: Path, answers_file: str) -> Iterator[str]:
    """Write what follows from changed answers, and say so."""
    repository = Repository(folder)
    try:
        old = plan_in(repository.last(answers_file) or b"")
        new = plan_in((folder / answers_file).read_bytes())
    except Problem as problem:
        yield from (UNREADABLE, f"  {problem}")
        return
    if old and new:
        yield from following(repository, old, new)
    else:
        yield UNREADABLE


def following(repository: Repository, old: Plan, new: Plan) -> Iterator[str]:
    """Keep what others need, write the revision, and say so."""
    yield from bring_back(repository, old, new)
    yield from former.settle(repository, new)
    line = Line(repository, old, new)
    line.restore()
    versions = Path(migration_of(new)).parent
    is_there = (repository.folder / versions).is_dir()
    changes = operations(old, new) if is_there else ()
    if len(line.heads) > 1:
        if changes:
            yield SEVERAL.format(heads=", ".join(line.heads))
        return
    if changes and not new.slice.fit.has_postgresql:
        yield OTHERS
        return
    parent = line.bring()
    if changes:
        revision = Revision(new.slice.table.name, changes, parent)
        file = line.file_of(revision, versions)
        _write(revision, repository.folder / file, new.slice)
        said = ", ".join(revision.changes)
        yield f"The database follows with {file.as_posix()}: {said}."
        yield from (f"  It loses {loss}." for loss in revision.losses)


def _write(revision: Revision, file: Path, slice: Slice) -> None:
    if not file.exists():
        file.write_text(revision.text(slice=slice), "utf-8")
        lay_out([file], slice.style)
