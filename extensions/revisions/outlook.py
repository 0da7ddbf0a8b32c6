"""The outlook: what an update will do to the database, before anything is written."""

from __future__ import annotations

from pathlib import Path

from ..answers.problem import Problem
from ..plan.plan import ANSWERS_FILES, Plan
from ..plan.remains import TABLE
from .difference import difference
from .line import migration_of
from .operations import Operation, drop_table
from .revision import Revision


def operations(old: Plan, new: Plan) -> tuple[Operation, ...]:
    """What becomes of the table of an endpoint.

    Raises:
        Problem: that would lose something without a word.
    """
    if not (migration_of(old) and migration_of(new)):
        return ()
    if new.removal == TABLE:
        is_gone = old.removal == TABLE
        return () if is_gone else (drop_table(old.slice.table),)
    return difference(old.slice.table, new.slice.table)


def check(folder: Path, old: Plan, new: Plan) -> None:
    """Refuse what makes another endpoint of one, loses something, or moves one of
    several, whose files belong together."""
    before, after = old.slice, new.slice
    identity = {
        "resource": (before.name.singular, after.name.singular),
        "plural": (before.name.plural, after.name.plural),
        "package": (before.package, after.package),
    }
    for name, (was, is_now) in identity.items():
        if was != is_now:
            wrong = f"another one is another endpoint, this is {was}"
            raise Problem.about(name, wrong, was)
    was, is_now = before.answers.layout, after.answers.layout
    if was != is_now and len([*folder.glob(ANSWERS_FILES)]) > 1:
        wrong = f"{is_now} is not how the other endpoints are laid out"
        raise Problem.about("layout", wrong, was)
    operations(old, new)


def in_words(old: Plan, new: Plan) -> list[str]:
    """What becomes of the table, for the plan."""
    found = operations(old, new)
    made = Revision(new.slice.table.name, found, None)
    losses = (f"lost: {loss}" for loss in made.losses)
    return [*made.changes, *losses] if found else []
