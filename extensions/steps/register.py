"""Registering an endpoint in its project: the edits of the plan, made or told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ..answers.problem import Problem
from ..edits.applying import Outcome, outcome, write
from ..edits.edit import Edit
from ..plan import entries
from ..plan.plan import ANSWERS_FILES, Plan
from ..plan.recorded import plan_in
from ..repository import Repository

COPY = "copy"
"""The operation that writes the service's own files as they were at first, and so without
what its other endpoints registered; an update merges that instead."""


def main(arguments: Sequence[str]) -> int:
    """Register what an answers file in this folder leads to; the exit status."""
    answers_file, operation, *_ = arguments
    folder = Path.cwd()
    plan = _plan(answers_file, _text(folder / answers_file))
    if plan is None:
        return 0
    edits = _all(plan, folder) if operation == COPY else _changed(plan, folder)
    made = outcome(edits, folder, plan.slice.style)
    write(made.changed, folder)
    if made.by_hand:
        sys.stderr.write(f"{_told(made)}\n")
    return 0


def _all(plan: Plan, folder: Path) -> list[Edit]:
    """What it has to register, and what the other endpoints have."""
    others = sorted(
        file for file in folder.glob(ANSWERS_FILES) if file.name != plan.answers_file
    )
    found = [plan, *filter(None, (_plan(one.name, _text(one)) for one in others))]
    return [edit for one in found for edit in one.edits]


def _changed(new: Plan, folder: Path) -> list[Edit]:
    """What an update has to register.

    A file that it wrote anew gets all, also what groups of files need that stay without
    being asked for any more. Any other file gets what is new: what is not in it any more
    was taken away by somebody.
    """
    name = new.answers_file
    old = _plan(name, Repository(folder).last(name) or b"")
    if old is None:
        return list(new.edits)
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
