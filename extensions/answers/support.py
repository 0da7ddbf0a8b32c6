"""What a project has to be built with, so that an endpoint can fit into it."""

from __future__ import annotations

import re
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

PYTHON = 10
"""The oldest Python 3 that endpoints are written for."""

_MINOR = re.compile(r"(?<!!=)\b3\.(\d+)")

LINES = ("sqlalchemy", "sqlmodel")
OLDEST = (2, 0)
SECOND: Mapping[str, tuple[str, str]] = {
    "sqlalchemy": ("SQLAlchemy", ACCEPTED),
    "pydantic": ("Pydantic", "Pydantic 2; bump-pydantic rewrites most of its models"),
}
"""What generated code needs the second generation of, and the remedy."""


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
    python = str(found.get("python") or "")
    if python and min(map(int, _MINOR.findall(python)), default=PYTHON) < PYTHON:
        wrong = f"it may run on Python {python}{_at(where.get('python'))}"
        accepted = f"requires-python of 3.{PYTHON} or later"
        raise Problem.about("project.python", wrong, accepted)
    for name, (called, accepted) in SECOND.items():
        if old := _old(found, where, name, called):
            raise Problem.about("project.dependencies", old, accepted)


def _old(
    found: Mapping[str, Any], where: Mapping[str, object], name: str, called: str
) -> str:
    """What says that a package is of the first generation: the lock, or else a range."""
    locked = ((found.get("dependencies") or {}).get("locked") or {}).get(name)
    if locked:
        place = where.get(f"locked.{name}")
        is_old = str(locked).partition(".")[0] in {"0", "1"}
        return f"it is locked to {called} {locked}{_at(place)}" if is_old else ""
    declared = declared_in(found).get(name)
    if declared is None or declared.allows(OLDEST):
        return ""
    place = where.get(f"dependencies.{name}") or where.get("dependencies.declared")
    return f"it declares {declared.text}{_at(place)}"


def _at(place: object) -> str:
    return f" ({place})" if place else ""
