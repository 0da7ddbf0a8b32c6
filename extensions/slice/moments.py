"""The columns that say when a row was made and changed, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable

SET_BY_SERVER = ("created_at", "updated_at")
"""Those of our own services."""

CREATED = (
    *("created_at", "created", "created_on", "created_date", "created_time"),
    *("date_created", "create_time", "creation_date", "inserted_at"),
)
UPDATED = (
    *("updated_at", "updated", "updated_on", "updated_date", "updated_time"),
    *("date_updated", "update_time", "modified_at", "modified", "modified_on"),
    *("last_modified", "last_updated"),
)


def moments_in(columns: Iterable[str]) -> tuple[str, ...]:
    """Those among the columns: of each kind the commonest name, when it was made first."""
    there = {*columns}
    chosen = (
        next((name for name in names if name in there), "")
        for names in (CREATED, UPDATED)
    )
    return tuple(filter(None, chosen))


def newest_of(moments: Iterable[str]) -> tuple[str, ...]:
    """The one that tells which row is the newest; none where nothing does."""
    return tuple(name for name in moments if name in CREATED)
