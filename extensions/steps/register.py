"""Registering an endpoint in its project: the edits of the plan, made or told."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

from ..answers.problem import Problem
from ..edits.applying import listed, outcome, write
from ..edits.edit import Edit
from ..plan import entries
from ..plan.plan import ANSWERS_FILES, Plan
from ..plan.recorded import plan_in
from ..repository import Repository

BY_HAND = "These lines are not added, since it is not safe to. Please add them:"
COPY = "copy"
"""The operation that writes the service's own files as they were at first, and so without
what its other endpoints registered; an update merges that instead."""


def main(folder: Path, answers_file: str, operation: str, *_: str) -> Iterator[str]:
    """Register what an answers file leads to."""
    new = yield from _plan(answers_file, _text(folder / answers_file))
    if new is None:
        return
    edits = list(new.edits)
    if operation == COPY:
        for file in sorted(folder.glob(ANSWERS_FILES)):
            if file.name != answers_file:
                other = yield from _plan(file.name, _text(file))
                edits += other.edits if other else ()
    else:
        before = Repository(folder).last(answers_file) or b""
        old = yield from _plan(answers_file, before)
        edits = _changed(old, new) if old else edits
    made = outcome(edits, folder, new.slice.style)
    write(made.changed, folder)
    yield from listed(BY_HAND, made.by_hand)


def _changed(old: Plan, new: Plan) -> list[Edit]:
    """What an update has to register.

    A file that it wrote anew gets all, also what groups of files need that stay without
    being asked for any more. Any other file gets what is new: what is not in it any more
    was taken away by somebody.
    """
    written, registered = {*new.created}, {*old.edits}
    left = entries.edits_of(old.slice.groups - new.slice.groups, old.slice)
    added = [one for one in new.edits if one.path in written or one not in registered]
    return [*(one for one in left if one.path in written), *added]


def _plan(name: str, text: bytes) -> Generator[str, None, Plan | None]:
    """The plan of an answers file, and what is wrong with it."""
    try:
        return plan_in(text)
    except Problem as problem:
        yield f"{name}: {problem}"
        return None


def _text(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""
