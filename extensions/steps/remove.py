"""Removing: after the update that takes an endpoint away, what it registered goes too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..edits.applying import listed, write
from ..edits.taking import taken
from ..plan.recorded import plan_in
from ..plan.remains import TABLE, lost

BY_HAND = "These lines are not taken away, since they were changed. Please do it:"
NOT_NEEDED = "Modules that other endpoints may use stay, and {answers_file} for them."


def main(folder: Path, answers_file: str) -> Iterator[str]:
    """Unregister the endpoint, and forget it where nothing of it stays."""
    file = folder / answers_file
    plan = plan_in(file.read_bytes()) if file.is_file() else None
    if plan is None or not plan.removal:
        return
    names = (plan.slice.name.singular, plan.slice.name.plural, plan.slice.name.pascal)
    edits = list(lost(plan.edits, plan.slice, plan.removal))
    made = taken(edits, folder, names, plan.slice.style)
    write(made.changed, folder)
    yield from listed(BY_HAND, made.by_hand)
    if plan.slice.groups:
        yield NOT_NEEDED.format(answers_file=answers_file)
    elif plan.removal == TABLE:
        file.unlink()
