"""Alembic: its configuration, its revisions, and the heads of them."""

from __future__ import annotations

import ast
import configparser
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .facts import Fact, Facts
from .reading import Sources, Where

_ASSIGNED = re.compile(r"(?m)^(revision|down_revision)\b[^=\n]*=")
LONGEST = 40
"""Lines that the value of a revision may take."""


@dataclass(frozen=True)
class Revision:
    """One revision, and the ones before it."""

    id: str
    parents: tuple[str, ...]
    where: Where


def facts(sources: Sources) -> Facts:
    """The facts about migrations."""
    ini = next((file for file in sources.files if file.endswith("alembic.ini")), "")
    found = {"migrations.ini": Fact(ini, Where(ini, 1))} if ini else {}
    folder = _folder(sources, ini)
    if folder is None:
        return found
    made = list(_revisions(sources, folder))
    heads = sorted(_heads(made), key=lambda one: one.id)
    found["migrations.versions"] = Fact(folder)
    found["migrations.heads"] = Fact(
        [head.id for head in heads],
        heads[0].where if heads else None,
    )
    return found


def _folder(sources: Sources, ini: str) -> str | None:
    """The folder of revisions, as the configuration says or as it is called."""
    base, _, _ = ini.rpartition("/")
    location = _location(sources.text(ini)) if ini else ""
    stated = "/".join(filter(None, [base, location, "versions"])).replace("./", "")
    for folder in (stated, *_called_versions(sources)):
        if any(file.startswith(f"{folder}/") for file in sources.files):
            return folder
    return None


def _location(text: str) -> str:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
        found = parser.get("alembic", "script_location")
    except configparser.Error:
        return ""
    return found.replace("%(here)s/", "").replace("%(here)s", "").strip("/")


def _called_versions(sources: Sources) -> Iterator[str]:
    for file in sources.files:
        if "/versions/" in file and file.endswith(".py"):
            yield file.partition("/versions/")[0] + "/versions"


def _revisions(sources: Sources, folder: str) -> Iterator[Revision]:
    for file in sources.files:
        if file.startswith(f"{folder}/") and file.endswith(".py"):
            found = dict(_values(sources.text(file)))
            if "revision" in found:
                [(value, line)] = [found["revision"]]
                parents, _ = found.get("down_revision", (None, 0))
                yield Revision(str(value), _several(parents), Where(file, line))


def _values(text: str) -> Iterator[tuple[str, tuple[object, int]]]:
    """The values of the two variables, whatever the rest of the file holds."""
    for match in _ASSIGNED.finditer(text):
        lines = text[match.end() :].splitlines()
        for count in range(1, min(LONGEST, len(lines)) + 1):
            try:
                value = ast.literal_eval("\n".join(lines[:count]).strip())
            except (SyntaxError, ValueError):
                continue
            yield match[1], (value, text.count("\n", 0, match.start()) + 1)
            break


def _several(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple | list | set):
        return tuple(map(str, value))
    return (value,) if isinstance(value, str) else ()


def _heads(revisions: list[Revision]) -> list[Revision]:
    """Those that no other one follows; a parent may be named by its beginning."""
    parents = {parent for one in revisions for parent in one.parents}
    return [
        one
        for one in revisions
        if not any(parent and one.id.startswith(parent) for parent in parents)
    ]
