"""What the file of a revision is called, and where it goes, as Alembic would have it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..answers.project import Project

USUAL = "%(rev)s_%(slug)s"
LONGEST_SLUG = 40
"""What Alembic keeps of a message, where it is not told otherwise."""

PARTS = ("year", "month", "day", "hour", "minute", "second")


def revision_file(project: Project, id_: str, slug: str, now: str = "") -> str:
    """The name of a file, which may begin with folders.

    A date in it is that of the survey, so that updates find the file again.
    """
    stated = project.found.get("migrations") or {}
    plain = f"{id_}_{slug}.py"
    if project.is_ours:
        return plain
    values = {"rev": id_, "slug": _cut(slug, stated), **_dated(now, stated)}
    try:
        return str(stated.get("file_template") or USUAL) % values + ".py"
    except (KeyError, TypeError, ValueError):
        return plain


def folder_after(project: Project, parent: str | None) -> str:
    """Where the revision after another one goes: beside it, of several locations."""
    stated = project.found.get("migrations") or {}
    return str((stated.get("folders") or {}).get(parent) or project.versions)


def _cut(slug: str, stated: Mapping[str, Any]) -> str:
    longest = int(stated.get("slug_length") or LONGEST_SLUG)
    return slug if len(slug) <= longest else slug[:longest].rpartition("_")[0] + "_"


def _dated(now: str, stated: Mapping[str, Any]) -> dict[str, int]:
    text = now or str(stated.get("date") or "")
    if not text:
        return {}
    date = datetime.fromisoformat(text)
    return {
        "epoch": int(date.timestamp()),
        **{part: getattr(date, part) for part in PARTS},
    }
