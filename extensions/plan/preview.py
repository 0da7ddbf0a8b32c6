"""The plan in words: what the user approves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from ..edits.applying import Outcome
from ..repository import Repository
from ..slice.packages import Packages
from ..slice.slice import Slice
from .plan import Plan

WIDTH = 76
"""Columns of the plan."""

NAMED = 3
"""Files with changes that are named."""

CALLERS = {
    "jwt": "any user with a token",
    "api_key": "any program with a key",
    "none": "anybody, without a login",
}
"""Who may call, in the words of the plan."""

UNCHECKED = "not checked by SQLite, for want of PRAGMA foreign_keys = ON"
LOOKED_UP = "ids that clients send are looked up first"
LEFT = "rows that refer to a deleted one stay"

OWN = "fixtures of their own"
THEIRS = "the database of its tests"
DATABASES = {
    True: "an SQLite file of their own, or TEST_DATABASE_URL",
    False: "a PostgreSQL of their own, or TEST_DATABASE_URL",
}
"""What tests run on, by whether that is SQLite."""


def described(plan: Plan, folder: Path, changes: Sequence[str] = ()) -> str:
    """The plan of what is done in a folder, and to a table that is there."""
    made = plan.outcome(folder)
    sections = {
        "Uncommitted changes": _uncommitted(plan, folder),
        f"Endpoints, for {_callers(plan)}": plan.endpoints,
        "Files to create": _in_folders(plan.created),
        "Files to change": _changes(made.added),
        "To be added by hand, since it is not safe to": _changes(made.by_hand),
        "Migration": [_migration(plan)],
        "Changes of the database": list(changes),
        "Foreign keys": _foreign_keys(plan.slice),
        "Tests": _tests(plan),
        "Packages": _packages(plan, made),
    }
    return "\n".join(
        line
        for title, lines in sections.items()
        if lines
        for line in (f"{title}:", *(part for one in lines for part in _folded(one)))
    )


def _callers(plan: Plan) -> str:
    access = plan.slice.access
    anyone = _anyone(plan.slice)
    if not access.is_owner:
        return anyone
    bypass = f"; {' or '.join(access.bypass)} reach all" if access.bypass else ""
    return f"{anyone}, who reaches their own{bypass}"


def _anyone(slice: Slice) -> str:
    kind = slice.auth.kind if slice.fit.is_ours else slice.answers.auth
    guarded = "" if slice.fit.is_ours else slice.fit.project.guarded
    if kind == "none" and guarded:
        return f"anybody, while {guarded} ask for a caller"
    if kind in CALLERS:
        return CALLERS[kind]
    found = slice.answers.project.get("auth") or {}
    name = str(found.get("call") or found.get("dependency")).rpartition(":")[2]
    return f"whoever {name} lets in"


def _uncommitted(plan: Plan, folder: Path) -> list[str]:
    """A warning: what is written will stand among changes of others."""
    files = [] if plan.is_new else Repository(folder).uncommitted()
    more = ", …" if len(files) > NAMED else ""
    names = ", ".join(files[:NAMED])
    return [f"{names}{more}; commit them first to see what this writes"] * bool(files)


def _migration(plan: Plan) -> str:
    """The revision that comes, or why there is none."""
    slice = plan.slice
    if not slice.has_new_model:
        return "none: the table is there"
    if slice.fit.project.lacks_revisions:
        return "none: the project has no revisions, and its first one has all tables"
    if not plan.files["migration"]:
        return "none: the project has no Alembic"
    parent = slice.parent_revision
    return f"{slice.revision}, {f'after {parent}' if parent else 'the first one'}"


def _foreign_keys(slice: Slice) -> list[str]:
    """What comes of them where the database does not check them."""
    deletes = "delete" in slice.answers.operations
    found = [LOOKED_UP] * bool(slice.service.single) + [LEFT] * deletes
    return [] if slice.fit.enforces_references else [UNCHECKED, *found]


def _tests(plan: Plan) -> list[str]:
    """Where they stand, whose fixtures they use, and on which database."""
    if plan.slice.fit.is_ours:
        return [f"tests/{plan.slice.name.plural}, on a real PostgreSQL"]
    slice, folder = plan.slice, plan.files["examples"].rpartition("/")[0]
    if not folder:
        return []
    testing, found = slice.suite.testing, slice.answers.project.get("tests") or {}
    known = found.get("fixtures") or {}
    used = {"client": testing.uses_client, "session": testing.uses_session}
    named = [str(known.get(name)) for name, is_used in used.items() if is_used]
    fixtures = f"the project's {' and '.join(named)}" if named else OWN
    on = THEIRS if testing.uses_session else DATABASES[testing.is_sqlite]
    return [f"{folder}, with {fixtures}, on {on}"]


def _packages(plan: Plan, made: Outcome) -> list[str]:
    """Those that a new service needs, or that the project gets."""
    if not plan.slice.fit.has_makefile:
        return Packages(plan.slice).lines
    there = "" if plan.is_new else "\n".join(made.added.get("pyproject.toml", ()))
    needed = plan.requirements
    named = needed if plan.is_new else [name for name in needed if name in there]
    return [", ".join(named)] if named else []


def _changes(files: Mapping[str, Iterable[str]]) -> list[str]:
    return [
        line
        for file, lines in files.items()
        for line in (f"{file}:", *(f"  {one}" for one in lines if one))
    ]


def _in_folders(files: Iterable[str]) -> list[str]:
    """The files, a folder a line."""
    folders: dict[str, list[str]] = {}
    for file in files:
        folder, _, name = file.rpartition("/")
        folders.setdefault(folder, []).append(name)
    return [
        f"{folder + '/' if folder else ''}{{{', '.join(names)}}}"
        if len(names) > 1
        else f"{folder + '/' if folder else ''}{names[0]}"
        for folder, names in folders.items()
    ]


def _folded(line: str) -> list[str]:
    """A line of the plan in the width of any terminal, which would cut the rest off."""
    indent = "  " + line[: len(line) - len(line.lstrip())]
    return wrap(
        line.strip(),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
