"""Registering an endpoint in its project: the edits of the plan, made or told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ..answers.problem import Problem
from ..edits.applying import Outcome, outcome, write
from ..edits.edit import Edit
from ..plan import entries
from ..plan.plan import Plan
from ..plan.recorded import plan_in
from ..revisions.history import History

ANSWERS_FILES = ".copier-answers.*.yml"
COPY = "copy"
"""The operation that writes the service's own files as they were at first, and so without
what its other endpoints registered; an update merges that instead."""


def main(arguments: Sequence[str]) -> int:
    """Register what an answers file in this folder leads to; the exit status."""
    answers_file, operation, _ = arguments
    folder = Path.cwd()
    if operation == COPY:
        others = sorted({*folder.glob(ANSWERS_FILES)} - {folder / answers_file})
        edits = [
            edit for file in (folder / answers_file, *others) for edit in _edits(file)
        ]
    else:
        edits = _changed(folder, answers_file)
    made = register(edits, folder)
    if made.by_hand:
        sys.stderr.write(f"{_told(made)}\n")
    return 0


def register(edits: Sequence[Edit], folder: Path) -> Outcome:
    """Make the edits that are safe, of the files that are there."""
    made = outcome(edits, folder)
    write(made.changed, folder)
    return made


def _edits(answers_file: Path) -> tuple[Edit, ...]:
    """The edits of an endpoint; none where the answers are those of another template."""
    found = _plan(answers_file.name, _text(answers_file))
    return found.edits if found else ()


def _changed(folder: Path, answers_file: str) -> list[Edit]:
    """What an update has to register.

    A file that it wrote anew gets all, also what groups of files need that stay without
    being asked for any more. Any other file gets what is new: what is not in it any more
    was taken away by somebody.
    """
    new = _plan(answers_file, _text(folder / answers_file))
    old = _plan(answers_file, History(folder).read(answers_file) or b"")
    if not (old and new):
        return list(new.edits if new else ())
    written, registered = {*new.created}, {*old.edits}
    left = entries.edits_of(old.slice.groups - new.slice.groups, old.slice)
    added = [one for one in new.edits if one.path in written or one not in registered]
    return [*(one for one in left if one.path in written), *added]


def _plan(name: str, text: bytes) -> Plan | None:
    try:
        return plan_in(text)
    except Problem as problem:
        sys.stderr.write(f"{name}: {problem}\n")
        return None


def _text(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _told(made: Outcome) -> str:
    lines = ["These lines are not added, since it is not safe to. Please add them:"]
    for file, missing in made.by_hand.items():
        lines += ["", f"  {file}", *(f"    {line}" for line in missing)]
    return "\n".join(lines)
