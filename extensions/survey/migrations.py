"""Alembic: its configuration, its revisions, and the heads of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .facts import Fact, Facts
from .packaging import home
from .reading import Sources, Where, joined
from .settings import PYPROJECT, ini, line_of, toml, words
from .syntax import commonest
from .visible import imports

_ASSIGNED = re.compile(r"(?m)^(revision|down_revision)\b[^=\n]*=")
DATE = re.compile(r"%\((?:year|month|day|hour|minute|second|epoch)\)")
DAY = re.compile(r"^\d{4}([-_.]?)\d{2}([-_.]?)\d{2}")
DATED = r"%(year)d\1%(month).2d\2%(day).2d"
MINUTES = re.compile(r"(?<=d[-_T])\d{2}([-_.]?)\d{2}([-_.])")
PARTS = re.compile(r"^((?:%\(\w+\)(?:\.2)?d[-_.T]?)*)(.*?)([-_.]?)$")
COLLECTIONS = (list, set, tuple)
LONGEST = 40
"""Lines that the value of a revision may take."""


@dataclass(frozen=True)
class Revision:
    """One revision, and the ones before it."""

    id: str
    parents: tuple[str, ...]
    where: Where


@dataclass(frozen=True)
class Environment:
    """Where Alembic keeps its scripts: `env.py`, and the folders of revisions."""

    location: str
    folders: tuple[str, ...]
    is_divided: bool = False
    """Whether several folders are stated, so that revisions stand beside their parents."""


def facts(sources: Sources) -> Facts:
    """The facts about migrations."""
    file = _ini(sources)
    found = {"migrations.ini": Fact(file, Where(file, 1))} if file else {}
    if (known := _known(sources, file)) is None:
        return found
    environment, made = known
    heads = sorted(heads_of(made), key=lambda one: one.id)
    own = [
        folder
        for folder in environment.folders
        if any(one.where.file.startswith(f"{folder}/") for one in made)
    ]
    found["migrations.versions"] = Fact((own or environment.folders)[0])
    template = _file_template(sources, file, made)
    found["migrations.file_template"] = template
    if DATE.search(str(template.value)):
        found["migrations.date"] = Fact(dated(sources).isoformat(), template.where)
    length = _told(sources, file, "truncate_slug_length")
    found["migrations.slug_length"] = Fact(int(length) if length.isdigit() else None)
    if environment.is_divided:
        found["migrations.folders"] = Fact({one.id: _folder_of(one) for one in heads})
    found["migrations.heads"] = Fact(
        [head.id for head in heads],
        heads[0].where if heads else None,
    )
    found["migrations.imports"] = imports(sources, f"{environment.location}/env.py")
    return found


def _file_template(sources: Sources, file: str, made: list[Revision]) -> Fact:
    """How files of revisions are called: as is stated, or as most of them are."""
    if stated := _told(sources, file, "file_template"):
        place = line_of(sources.text(file), "file_template", file) if file else None
        return Fact(stated.replace("%%", "%"), place)
    best = commonest(map(_shape, made))
    example = next((one.where for one in made if _shape(one) == best), None)
    return Fact(best, example and Where(example.file, 1))


def dated(sources: Sources) -> datetime:
    """The time now, in the zone that new revisions are dated in."""
    name = _told(sources, _ini(sources), "timezone")
    try:
        zone = ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    return datetime.now(zone).replace(microsecond=0)


def _told(sources: Sources, file: str, option: str) -> str:
    """What Alembic is told, by its INI file or by that of the project."""
    sections = ini(sources.text(file) if file else "").values()
    document = toml(sources.text(f"{home(sources)}{PYPROJECT}"))
    tables = (*sections, document.get("tool", {}).get("alembic", {}))
    return str(next((one[option] for one in tables if one.get(option)), ""))


def _folder_of(revision: Revision) -> str:
    return revision.where.file.rpartition("/")[0]


def _shape(revision: Revision) -> str:
    """The name of its file, as Alembic writes it for others too."""
    stem = revision.where.file.rpartition("/")[2].removesuffix(".py")
    before, own, after = stem.partition(revision.id)
    before = re.sub(MINUTES, r"%(hour).2d\1%(minute).2d\2", re.sub(DAY, DATED, before))
    [(dated, word, end)] = PARTS.findall(before)
    slug = "%(slug)s" if word else ""
    rev = "%(rev)s" if own else ""
    return f"{dated}{slug}{end}{rev}" + re.sub(r"^([-_]?)\w.*", r"\1%(slug)s", after)


def revisions(sources: Sources) -> list[Revision]:
    """Every revision that there is."""
    known = _known(sources, _ini(sources))
    return known[1] if known else []


def _known(sources: Sources, file: str) -> tuple[Environment, list[Revision]] | None:
    """The environment with the most revisions, and these."""
    known = [(one, _made(sources, one)) for one in _environments(sources, file)]
    there = [
        (one, made)
        for one, made in known
        if made or f"{one.location}/env.py" in sources.files
    ]
    return max(there, key=lambda one: len(one[1])) if there else None


def _ini(sources: Sources) -> str:
    """The configuration nearest to the application's project."""
    folder = home(sources)
    found = [file for file in sources.files if file.endswith("alembic.ini")]
    return min(
        found,
        key=lambda file: (not file.startswith(folder), file.count("/")),
        default="",
    )


def _environments(sources: Sources, file: str) -> Iterator[Environment]:
    base, _, _ = file.rpartition("/")
    for stated, versions in _stated(sources, file):
        for location in (_below(base, stated), stated):
            place = _package(sources, stated) or location
            others = [_package(sources, one) or _below(base, one) for one in versions]
            folders = (*others, f"{place}/versions")
            yield Environment(place, folders, is_divided=len(others) > 1)
    called = (one.partition("/versions/") for one in sources.files if not file)
    for folder in dict.fromkeys(
        before for before, found, name in called if found and name.endswith(".py")
    ):
        yield Environment(folder, (f"{folder}/versions",))


def _below(folder: str, path: str) -> str:
    """A path as the configuration in a folder writes it, from the project's own."""
    return joined(folder, path.replace("%(here)s", ".").replace("%%", "%"))


def _package(sources: Sources, stated: str) -> str:
    """The folder of `package:folder`, wherever in the project the package is."""
    package, separator, folder = stated.partition(":")
    if not separator or "(" in package:
        return ""
    start = _folder(sources, package) or package.replace(".", "/")
    return _below(start, folder)


def _folder(sources: Sources, package: str) -> str:
    """The folder of a package; nothing where there is none."""
    before = "" if sources.root == "." else f"{sources.root}/"
    inner = before + package.replace(".", "/")
    is_there = any(file.startswith(f"{inner}/") for file in sources.texts)
    return inner if is_there and package else ""


def _several_of(sources: Sources, stated: str) -> list[str]:
    """The locations of a list, whatever stands between them."""
    found: list[str] = []
    for one in words(stated.replace(";", " ")):
        is_package = one.count(":") == 1 and _folder(sources, one.partition(":")[0])
        found += [one] if is_package else filter(None, one.split(":"))
    return found


def _stated(sources: Sources, file: str) -> Iterator[tuple[str, list[str]]]:
    """The locations of scripts and revisions of each section."""
    for section in ini(sources.text(file) if file else "").values():
        if location := section.get("script_location"):
            several = section.get("version_locations", "")
            yield location, _several_of(sources, several)
    document = toml(sources.text(f"{home(sources)}{PYPROJECT}"))
    tool = document.get("tool", {}).get("alembic", {})
    if location := tool.get("script_location"):
        yield str(location), list(map(str, tool.get("version_locations", [])))


def _made(sources: Sources, environment: Environment) -> list[Revision]:
    """The revisions in its folders, each once."""
    starts = [f"{folder}/" for folder in environment.folders]
    found: dict[str, Revision] = {}
    for file in (
        one for start in starts for one in sources.files if one.startswith(start)
    ):
        values = dict(_values(sources.text(file))) if file.endswith(".py") else {}
        if "revision" in values:
            value, line = values["revision"]
            parents, _ = values.get("down_revision", (None, 0))
            several = parents if isinstance(parents, COLLECTIONS) else [parents]
            before = tuple(str(one) for one in several if one is not None)
            found[file] = Revision(str(value), before, Where(file, line))
    return list(found.values())


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


def heads_of(revisions: list[Revision]) -> list[Revision]:
    """Those that no other one follows; a parent may be named by its beginning."""
    parents = {parent for one in revisions for parent in one.parents}
    return [
        one
        for one in revisions
        if not any(parent and one.id.startswith(parent) for parent in parents)
    ]
