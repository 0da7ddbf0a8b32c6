"""What the plan says of an endpoint in a project that this template did not make."""

from __future__ import annotations

from collections.abc import Mapping

from ..slice.fitted.slice import FittedSlice
from ..slice.packages import RUN, Packages

OWN = "fixtures of their own"
THEIRS = "the database of its tests"
DATABASES = {
    True: "an SQLite file of their own, or TEST_DATABASE_URL",
    False: "a PostgreSQL of their own, or TEST_DATABASE_URL",
}
"""What tests run on, by whether that is SQLite."""


def callers(slice: FittedSlice) -> str:
    """Who may call."""
    found = slice.answers.project.get("auth") or {}
    if slice.answers.auth == "none":
        return "anybody, without a login"
    name = str(found.get("call") or found.get("dependency")).rpartition(":")[2]
    return f"whoever {name} lets in"


def migration(slice: FittedSlice, files: Mapping[str, str]) -> str:
    """The revision that comes, or why there is none."""
    if not slice.has_new_model:
        return "none: the table is there"
    if not files.get("migration"):
        return "none: the project has no Alembic"
    parent = slice.parent_revision
    return f"{slice.revision}, {f'after {parent}' if parent else 'the first one'}"


def tests(slice: FittedSlice, files: Mapping[str, str]) -> list[str]:
    """Where they stand, whose fixtures they use, and on which database."""
    file = files.get("fitted_tests") or ""
    if not file:
        return []
    testing, found = slice.suite.testing, slice.answers.project.get("tests") or {}
    known = found.get("fixtures") or {}
    used = {"client": testing.uses_client, "session": testing.uses_session}
    named = [str(known.get(name)) for name, is_used in used.items() if is_used]
    fixtures = f"the project's {' and '.join(named)}" if named else OWN
    on = THEIRS if testing.uses_session else DATABASES[testing.is_sqlite]
    return [f"{file}, with {fixtures}, on {on}"]


def steps(slice: FittedSlice, files: Mapping[str, str]) -> list[str]:
    """What to do once it is written."""
    packages = Packages(slice)
    run = RUN.get(packages.manager, "")
    commands = [f"cd {packages.folder}"] if packages.folder else []
    commands += packages.commands
    if files.get("migration"):
        commands.append(f"{run}alembic upgrade head")
    if file := files.get("fitted_tests"):
        inside = file.removeprefix(f"{packages.folder}/") if packages.folder else file
        commands.append(f"{run}pytest {inside.rpartition('/')[0]}")
    return commands
