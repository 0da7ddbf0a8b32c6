"""What a project has to be built with, so that an endpoint can fit into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .declared import declared_in
from .problem import Problem

ACCEPTED = "a project with SQLAlchemy 2 or SQLModel, async or sync"
ORMS: Mapping[str | None, str] = {
    "tortoise": "Tortoise ORM",
    "sql": "SQL without an ORM",
    "none": "no database",
    None: "a database that is not known here",
}
"""What is not supported, in words."""

LINES = ("sqlalchemy", "sqlmodel")
OLDEST = (2, 0)


def check_supported(
    found: Mapping[str, Any], evidence: Mapping[str, object] | None = None
) -> None:
    """Refuse a project that no endpoint can be written for."""
    where = evidence or {}
    orm = found.get("orm")
    if not str(orm).startswith(LINES):
        at = f" ({where['orm']})" if "orm" in where else ""
        what = ORMS.get(orm, str(orm))
        raise Problem.about("project.orm", f"it has {what}{at}", ACCEPTED)
    sqlalchemy = declared_in(found).get("sqlalchemy")
    if sqlalchemy and not sqlalchemy.allows(OLDEST):
        place = where.get("dependencies.declared")
        at = f" ({place})" if place else ""
        wrong = f"it declares {sqlalchemy.text}{at}"
        raise Problem.about("project.dependencies", wrong, ACCEPTED)
