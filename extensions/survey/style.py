"""How the project's code is laid out: what its formatter and its import sorter are told."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from .facts import Fact, Facts
from .packaging import above, document_of, line_of
from .reading import Sources

RUFF = (".ruff.toml", "ruff.toml")
PYPROJECT = "pyproject.toml"
HOOKS = ".pre-commit-config.yaml"
INI = ("setup.cfg", "tox.ini", ".flake8")
OF_ISORT = {".isort.cfg": "settings", "setup.cfg": "isort", "tox.ini": "isort"}
"""Files that isort reads beside pyproject.toml, and their sections."""

SOURCES = (".", "src")
"""Where ruff looks for first-party modules, unless it is told otherwise."""

SECTIONS = {
    "FUTURE": "future",
    "STDLIB": "standard-library",
    "THIRDPARTY": "third-party",
    "FIRSTPARTY": "first-party",
    "LOCALFOLDER": "local-folder",
}
"""What isort's sections are called in ruff's settings."""

KNOWN = {"known-first-party", "known-third-party", "known-local-folder"}
SWITCHES = {
    *("case-sensitive", "combine-as-imports", "force-single-line", "from-first"),
    *("force-sort-within-sections", "length-sort", "no-sections", "order-by-type"),
}
NUMBERS = {"lines-after-imports", "lines-between-types"}
LISTS = {*KNOWN, "extra-standard-library", "force-to-top", "no-lines-before"}
PROFILES = {
    "google": {"force-single-line": True, "force-sort-within-sections": True},
    "open_stack": {"force-single-line": True, "force-sort-within-sections": True},
}
"""What a profile of isort sets besides Black's style of wrapping."""

Table = Mapping[str, Any]


@dataclass(frozen=True)
class Read:
    """The settings of one tool."""

    table: Table
    file: str = ""
    text: str = ""

    def fact(self, value: Any, key: str) -> Fact:
        """A value that comes from one of its keys."""
        is_read = value is not None and bool(self.file)
        return Fact(value, line_of(self.text, key, self.file) if is_read else None)

    @property
    def folder(self) -> str:
        """Its folder, with a slash."""
        return self.file.rpartition("/")[0] + "/" if "/" in self.file else ""


def facts(sources: Sources) -> Facts:
    """The facts about layout."""
    ruff, black = _ruff(sources), _pyproject(sources, "black")
    formatter = _formatter(sources, ruff, black)
    lines = black if formatter == "black" else ruff
    length = lines.fact(_number(lines.table.get("line-length")), "line-length")
    if formatter == "none" and length.value is None:
        length = _longest(sources)
    return {
        "format.formatter": Fact(formatter),
        "format.line_length": length,
        "format.target": _target(lines, ruff),
        **(_of_black(black) if formatter == "black" else _of_ruff(ruff)),
        "format.isort": _isort(sources, ruff),
    }


def _formatter(sources: Sources, ruff: Read, black: Read) -> str:
    """What formats: what is configured to, or run before a commit, or declared."""
    hooks = next(filter(None, _texts(sources, HOOKS)), "")
    declared = " ".join(_texts(sources, PYPROJECT))
    if "format" in ruff.table or "id: ruff-format" in hooks:
        return "ruff"
    if black.file or re.search(r"id: black\b", hooks):
        return "black"
    if re.search(r"(?m)^\s*[\"']?black\b[^-]", declared):
        return "black"
    return "ruff" if ruff.file else "none"


def _of_black(black: Read) -> Facts:
    keeps = black.table.get("skip-string-normalization")
    is_flat = black.table.get("skip-magic-trailing-comma")
    return {
        "format.quotes": black.fact(
            "preserve" if keeps else None, "skip-string-normalization"
        ),
        "format.magic_commas": black.fact(
            False if is_flat else None, "skip-magic-trailing-comma"
        ),
    }


def _of_ruff(ruff: Read) -> Facts:
    table = ruff.table.get("format") or {}
    width = _number(ruff.table.get("indent-width"))
    indent = "tab" if table.get("indent-style") == "tab" else width
    is_flat = table.get("skip-magic-trailing-comma")
    return {
        "format.quotes": ruff.fact(table.get("quote-style"), "quote-style"),
        "format.indent": ruff.fact(indent, "indent-(?:style|width)"),
        "format.magic_commas": ruff.fact(
            False if is_flat else None, "skip-magic-trailing-comma"
        ),
    }


def _target(first: Read, other: Read) -> Fact:
    for read in (first, other):
        stated = read.table.get("target-version")
        versions = [stated] if isinstance(stated, str) else list(stated or ())
        if versions:
            oldest = min(versions, key=lambda one: int(one.removeprefix("py3") or 0))
            return read.fact(oldest, "target-version")
    return Fact(None)


def _longest(sources: Sources) -> Fact:
    """The longest line that flake8 takes, where nothing formats."""
    for file in _files(sources, INI):
        section = _section(sources.text(file), "flake8")
        if length := _number(section.get("max-line-length")):
            return Fact(length, line_of(sources.text(file), "max-line-length", file))
    return Fact(None)


# Imports --------------------------------------------------------------------------


def _isort(sources: Sources, ruff: Read) -> Fact:
    """How imports are sorted, in the words of ruff's `lint.isort`."""
    lint = ruff.table.get("lint") or {}
    stated = lint.get("isort") or ruff.table.get("isort") or {}
    other = _isort_itself(sources)
    if stated or not other.file:
        settings, read = {**stated}, ruff
        around = [str(one) for one in ruff.table.get("src") or SOURCES]
    else:
        settings, read = _translated(other.table), other
        around = [*_words(other.table.get("src_paths")), *SOURCES]
    elsewhere = {
        name
        for key, names in settings.items()
        if key in KNOWN or key == "extra-standard-library"
        for name in names
    }
    found = _top(sources, read.folder, around) - elsewhere
    first = {*settings.get("known-first-party", ()), *found}
    made = {**settings, **({"known-first-party": sorted(first)} if first else {})}
    return read.fact(made, "isort") if settings else Fact(made or None)


def _isort_itself(sources: Sources) -> Read:
    found = _pyproject(sources, "isort")
    if found.file:
        return found
    for file in _files(sources, OF_ISORT):
        text = sources.text(file)
        name = OF_ISORT[PurePosixPath(file).name]
        if section := _section(text, name) or _section(text, f"tool:{name}"):
            return Read(section, file, text)
    return Read({})


def _translated(table: Table) -> dict[str, Any]:
    """isort's settings by ruff's names; what ruff does not know is left out."""
    made: dict[str, Any] = dict(PROFILES.get(str(table.get("profile")), {}))
    for key, value in table.items():
        name = key.replace("_", "-")
        if name in SWITCHES:
            made[name] = str(value).lower() in {"true", "1", "yes"}
        elif name in NUMBERS and _number(value) is not None:
            made[name] = _number(value)
        elif name in LISTS:
            made[name] = _words(value)
    if "no-lines-before" in made:
        made["no-lines-before"] = [*map(_renamed, made["no-lines-before"])]
    if order := _words(table.get("sections")):
        own = [one for one in order if one not in SECTIONS]
        made["section-order"] = [*map(_renamed, order)]
        made["sections"] = {
            one.lower(): _words(table.get(f"known_{one.lower()}")) for one in own
        }
    return made


def _renamed(section: str) -> str:
    return SECTIONS.get(section, section.lower())


def _top(sources: Sources, folder: str, around: Iterable[str]) -> set[str]:
    """The modules and packages that stand where imports are looked for."""
    places = [_joined(folder, place) for place in around]
    return {
        name
        for file in sources.files
        if file.endswith(".py")
        for place in places
        if file.startswith(place)
        for name in [file.removeprefix(place).partition("/")[0].removesuffix(".py")]
        if name.isidentifier()
    }


def _joined(folder: str, place: str) -> str:
    parts = [one for one in f"{folder}{place}".split("/") if one not in {"", "."}]
    return "".join(f"{one}/" for one in parts if not set(one) & set("*?"))


# Files ----------------------------------------------------------------------------


def _ruff(sources: Sources) -> Read:
    """The nearest settings of ruff, with those that they extend."""
    for folder in above(sources):
        for name in RUFF:
            text = sources.text(f"{folder}{name}")
            if text:
                return _extended(sources, Read(document_of(text), folder + name, text))
        text = sources.text(f"{folder}{PYPROJECT}")
        tools = document_of(text).get("tool", {})
        if "ruff" in tools:
            return _extended(sources, Read(tools["ruff"], folder + PYPROJECT, text))
    return Read({})


def _extended(sources: Sources, read: Read) -> Read:
    """With what another file says, where this one says nothing."""
    stated = read.table.get("extend")
    if not isinstance(stated, str):
        return read
    file = _joined(read.folder, stated).removesuffix("/")
    document = document_of(sources.text(file))
    is_pyproject = file.endswith(PYPROJECT)
    upper = document.get("tool", {}).get("ruff", {}) if is_pyproject else document
    return Read({**upper, **read.table}, read.file, read.text)


def _pyproject(sources: Sources, tool: str) -> Read:
    for file in _files(sources, (PYPROJECT,)):
        text = sources.text(file)
        table = document_of(text).get("tool", {})
        if tool in table:
            return Read(table[tool], file, text)
    return Read({})


def _files(sources: Sources, names: Iterable[str]) -> Iterator[str]:
    for folder in above(sources):
        yield from (f"{folder}{name}" for name in names)


def _texts(sources: Sources, name: str) -> Iterator[str]:
    return (sources.text(file) for file in _files(sources, (name,)))


def _section(text: str, name: str) -> Table:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
        return dict(parser[name]) if name in parser else {}
    except configparser.Error:
        return {}


def _words(value: Any) -> list[str]:
    parts = re.split(r"[,\s]+", value) if isinstance(value, str) else value or ()
    return [str(one) for one in parts if str(one).strip()]


def _number(value: Any) -> int | None:
    found = re.fullmatch(r"\s*(\d+)\s*", str(value))
    return int(found[1]) if found else None
