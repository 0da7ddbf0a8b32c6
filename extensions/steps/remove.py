"""Removing: after the update that takes an endpoint away, what it registered goes too."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..edits.applying import write
from ..edits.taking import taken
from ..plan.recorded import plan_in
from ..plan.remains import TABLE, lost

BY_HAND = "These lines are not taken away, since they were changed. Please do it:"
NOT_NEEDED = "Modules that other endpoints may use stay, and {answers_file} for them."


def main(arguments: Sequence[str]) -> int:
    """Take away what an answers file of this folder led to; the exit status."""
    [answers_file] = arguments
    for line in remove(Path.cwd(), answers_file):
        sys.stderr.write(f"{line}\n")
    return 0


def remove(folder: Path, answers_file: str) -> list[str]:
    """Unregister the endpoint, and forget it where nothing of it stays."""
    file = folder / answers_file
    plan = plan_in(file.read_bytes()) if file.is_file() else None
    if plan is None or not plan.removal:
        return []
    names = (plan.slice.name.singular, plan.slice.name.plural, plan.slice.name.pascal)
    edits = list(lost(plan.edits, plan.slice, plan.removal))
    made = taken(edits, folder, names, plan.slice.style)
    write(made.changed, folder)
    told = _told(made.by_hand)
    if plan.slice.groups:
        return [*told, NOT_NEEDED.format(answers_file=answers_file)]
    if plan.removal == TABLE:
        file.unlink()
    return told


def _told(by_hand: Mapping[str, Sequence[str]]) -> list[str]:
    lines = [BY_HAND] if by_hand else []
    for file, there in by_hand.items():
        lines += ["", f"  {file}", *(f"    {line}" for line in there)]
    return lines
