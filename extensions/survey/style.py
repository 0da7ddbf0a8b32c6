"""How the project's code is laid out: what its formatter and its import sorter are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from .facts import Fact, Facts
from .packaging import above
from .reading import Sources, Where, held, joined
from .rules import rules, untested
from .settings import PYPROJECT, Settings, nearest, toml, words

RUFF = {
    **dict.fromkeys((".ruff.toml", "ruff.toml"), ("",)),
    PYPROJECT: ("tool.ruff",),
}
BLACK = {PYPROJECT: ("tool.black",)}
ISORT = {
    ".isort.cfg": ("settings",),
    PYPROJECT: ("tool.isort",),
    **dict.fromkeys(("setup.cfg", "tox.ini"), ("isort", "tool:isort")),
}
FLAKE8 = dict.fromkeys(("setup.cfg", "tox.ini", ".flake8"), ("flake8",))
HOOKS = ".pre-commit-config.yaml"

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


def facts(sources: Sources) -> Facts:
    """The facts about layout."""
    ruff, black = _ruff(sources), nearest(sources, above(sources), BLACK)
    formatter = _formatter(sources, ruff, black)
    lines = black if formatter == "black" else ruff
    length = lines.said(_number(lines.table.get("line-length")), "line-length")
    flake8 = nearest(sources, above(sources), FLAKE8)
    if formatter == "none" and length.value is None:
        stated = _number(flake8.table.get("max-line-length"))
        length = flake8.said(stated, "max-line-length")
    layout = black.table if formatter == "black" else ruff.table.get("format") or {}
    is_flat = layout.get("skip-magic-trailing-comma")
    return {
        "format.formatter": Fact(formatter),
        "format.line_length": length,
        "format.target": _target(lines, ruff),
        "format.magic_commas": lines.said(
            False if is_flat else None, "skip-magic-trailing-comma"
        ),
        **(_of_black(black) if formatter == "black" else _of_ruff(ruff)),
        "format.isort": _isort(sources, ruff),
        "format.relative": _relative(sources),
        "format.rules": rules(ruff, flake8),
        "format.untested": untested(ruff),
    }


def _formatter(sources: Sources, ruff: Settings, black: Settings) -> str:
    """What formats: what is configured to, or run before a commit, or declared."""
    folders = above(sources)
    hooks = next(filter(None, (sources.text(f"{one}{HOOKS}") for one in folders)), "")
    declared = " ".join(sources.text(f"{one}{PYPROJECT}") for one in folders)
    if "format" in ruff.table or "id: ruff-format" in hooks:
        return "ruff"
    if black.file or re.search(r"id: black\b", hooks):
        return "black"
    if re.search(r"(?m)^\s*[\"']?black\b[^-]", declared):
        return "black"
    return "ruff" if ruff.file else "none"


def _of_black(black: Settings) -> Facts:
    keeps = black.table.get("skip-string-normalization")
    quotes = "preserve" if keeps else None
    return {"format.quotes": black.said(quotes, "skip-string-normalization")}


def _of_ruff(ruff: Settings) -> Facts:
    table = ruff.table.get("format") or {}
    width = _number(ruff.table.get("indent-width"))
    indent = "tab" if table.get("indent-style") == "tab" else width
    return {
        "format.quotes": ruff.said(table.get("quote-style"), "quote-style"),
        "format.indent": ruff.said(indent, "indent-(?:style|width)"),
    }


def _target(*several: Settings) -> Fact:
    for read in several:
        if versions := read.listed("target-version"):
            oldest = min(versions, key=lambda one: int(one.removeprefix("py3") or 0))
            return read.said(oldest, "target-version")
    return Fact(None)


def _relative(sources: Sources) -> Fact:
    """Whether most imports from other folders of a package go up with dots."""
    found: Counter[bool] = Counter()
    first: Where | None = None
    for module in sources.modules:
        if module.is_test or module.file.endswith("__init__.py"):
            continue
        own = re.escape(module.name.partition(".")[0])
        for one in re.finditer(rf"(?m)^from (?:(\.\.)|{own}\.)", module.text):
            found[bool(one[1])] += 1
            first = first or (
                Where.of(module.file, module.text, one) if one[1] else None
            )
    is_usual = found[True] > found[False]
    return Fact(is_usual or None, first if is_usual else None)


# Imports --------------------------------------------------------------------------


def _isort(sources: Sources, ruff: Settings) -> Fact:
    """How imports are sorted, in the words of ruff's `lint.isort`."""
    lint = ruff.table.get("lint") or {}
    stated = lint.get("isort") or ruff.table.get("isort") or {}
    other = nearest(sources, above(sources), ISORT)
    if stated or not other.file:
        settings, read = {**stated}, ruff
        around = [str(one) for one in ruff.table.get("src") or SOURCES]
    else:
        settings, read = _translated(other.table), other
        around = [*other.listed("src_paths"), *SOURCES]
    elsewhere = {
        name
        for key, names in settings.items()
        if key in KNOWN or key == "extra-standard-library"
        for name in names
    }
    found = _top(sources, read.file, around) - elsewhere
    first = {*settings.get("known-first-party", ()), *found}
    made = {**settings, **({"known-first-party": sorted(first)} if first else {})}
    return read.said(made, "isort") if settings else Fact(made or None)


def _translated(table: Mapping[str, Any]) -> dict[str, Any]:
    """isort's settings by ruff's names; what ruff does not know is left out."""
    made: dict[str, Any] = dict(PROFILES.get(str(table.get("profile")), {}))
    for key, value in table.items():
        name = key.replace("_", "-")
        if name in SWITCHES:
            made[name] = str(value).lower() in {"true", "1", "yes"}
        elif name in NUMBERS and _number(value) is not None:
            made[name] = _number(value)
        elif name in LISTS:
            made[name] = words(value)
    if "no-lines-before" in made:
        made["no-lines-before"] = [*map(_renamed, made["no-lines-before"])]
    if order := words(table.get("sections")):
        own = [one for one in order if one not in SECTIONS]
        made["section-order"] = [*map(_renamed, order)]
        made["sections"] = {
            one.lower(): words(table.get(f"known_{one.lower()}")) for one in own
        }
    return made


def _renamed(section: str) -> str:
    return SECTIONS.get(section, section.lower())


def _top(sources: Sources, file: str, around: Iterable[str]) -> set[str]:
    """The modules and packages that stand where a file lets imports be looked for."""
    folders = (joined(file, "..", re.sub(r"[^/]*[*?].*", "", one)) for one in around)
    places = [f"{folder}/" if folder else "" for folder in folders]
    found = (name for place in places for name in held(place, sources.files))
    return {name for name in found if name.isidentifier()}


def _ruff(sources: Sources) -> Settings:
    """The nearest settings of ruff, with those that they extend."""
    read = nearest(sources, above(sources), RUFF)
    stated = read.table.get("extend")
    if not isinstance(stated, str):
        return read
    file = joined(read.file, "..", stated)
    document = toml(sources.text(file))
    is_pyproject = file.endswith(PYPROJECT)
    upper = document.get("tool", {}).get("ruff", {}) if is_pyproject else document
    return Settings({**upper, **read.table}, read.file, read.text)


def _number(value: Any) -> int | None:
    found = re.fullmatch(r"\s*(\d+)\s*", str(value))
    return int(found[1]) if found else None
