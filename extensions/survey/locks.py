"""The versions that a project is locked to, by its lock file or pinned requirements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ..answers.declared import canonical
from .drivers import DRIVERS
from .reading import Sources, Where

MATTERS: Final = (
    *("fastapi", "starlette", "pydantic", "pydantic-settings", "email-validator"),
    *("sqlalchemy", "sqlmodel", "alembic", *sorted(DRIVERS)),
    *("httpx", "httpx2", "pytest", "pytest-asyncio", "anyio", "ruff", "mypy"),
)
"""The packages that generated code depends on, in the order of the report."""

LOCKS: Final = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock")
PACKAGE: Final = re.compile(
    r"(?m)^\[\[packages?\]\]\s*\n(?:[^\[\n].*\n)*?"
    r"name\s*=\s*\"([^\"]+)\"\s*\n(?:[^\[\n].*\n)*?version\s*=\s*\"([^\"]+)\""
)
PYTHON: Final = re.compile(
    r"(?m)^(?:requires-python|python-versions|requires_python)\s*=\s*\"([^\"]+)\""
)
PINNED: Final = re.compile(
    r"(?m)^[ \t]*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?[ \t]*={2,3}[ \t]*([^\s;#\\]+)"
)
INCLUDED: Final = re.compile(
    r"(?m)^[ \t]*-(?:r|c|-requirement|-constraint)[ \t=]*(\S+)"
)
REQUIREMENTS: Final = re.compile(
    r"^(?:requirements/)?(?:[\w-]*requirements[\w.-]*|base|prod|dev|test|common)"
    r"\.(?:txt|lock)$"
)
LARGEST: Final = 20_000_000
ABOVE: Final = 3
"""Folders above a project that its repository may begin in."""


@dataclass(frozen=True)
class Lock:
    """The versions of a lock, and where each stands."""

    versions: Mapping[str, str]
    places: Mapping[str, Where]
    python: str = ""

    @property
    def that_matter(self) -> dict[str, str]:
        """The versions of the packages that generated code depends on."""
        return {one: self.versions[one] for one in MATTERS if one in self.versions}


def lock_of(sources: Sources, folders: list[str]) -> Lock | None:
    """The nearest lock of a project; what its requirements pin, where there is none."""
    for name in LOCKS:
        for place in places(sources, folders):
            if (text := _text(sources.folder / place / name)) and (
                lock := _read(f"{place}{name}", text)
            ):
                return lock
    found: dict[str, tuple[str, Where]] = {}
    for folder in folders:
        files = [
            one.removeprefix(folder) for one in sources.files if one.startswith(folder)
        ]
        for file in filter(REQUIREMENTS.match, files):
            found = {**dict(_pinned(sources, f"{folder}{file}", set())), **found}
    versions = {name: version for name, (version, _) in found.items()}
    return (
        Lock(versions, {name: at for name, (_, at) in found.items()}) if found else None
    )


def places(sources: Sources, folders: list[str]) -> Iterator[str]:
    """The folders of a lock: a project's own, then those up to its repository's."""
    yield from folders
    above = [sources.folder.absolute(), *sources.folder.absolute().parents][: ABOVE + 1]
    roots = [n for n, folder in enumerate(above) if (folder / ".git").exists()]
    yield from ("../" * count for count in range(1, roots[0] + 1 if roots else 1))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8") if path.stat().st_size < LARGEST else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _read(file: str, text: str) -> Lock | None:
    if file.endswith("Pipfile.lock"):
        return _pipfile(file, text)
    found: dict[str, tuple[str, Where]] = {}
    for one in PACKAGE.finditer(text):
        name = canonical(one[1])
        if name in MATTERS:
            line = text.count("\n", 0, one.start()) + 1
            found[name] = (one[2], Where(file, line))
    python = PYTHON.search(text)
    versions = {name: version for name, (version, _) in found.items()}
    return Lock(
        versions,
        {name: place for name, (_, place) in found.items()},
        python[1] if python else "",
    )


def _pipfile(file: str, text: str) -> Lock | None:
    try:
        document: dict[str, Any] = json.loads(text)
    except ValueError:
        return None
    found = {
        canonical(name): str(one.get("version", "")).lstrip("=")
        for group in ("develop", "default")
        for name, one in document.get(group, {}).items()
        if isinstance(one, dict) and one.get("version")
    }
    asked = document.get("_meta", {}).get("requires", {})
    lines = {name: text.find(f'"{name}"') for name in found}
    places = {
        name: Where(file, text.count("\n", 0, max(0, at)) + 1)
        for name, at in lines.items()
    }
    return Lock(found, places, str(asked.get("python_version", "")))


def _pinned(
    sources: Sources, file: str, seen: set[str]
) -> Iterator[tuple[str, tuple[str, Where]]]:
    """The packages that a file of requirements pins, and those that it includes."""
    if file in seen:
        return
    seen.add(file)
    text = sources.text(file)
    for one in INCLUDED.finditer(text):
        inner = _beside(file, one[1])
        yield from _pinned(sources, inner, seen)
    for one in PINNED.finditer(text):
        line = text.count("\n", 0, one.start()) + 1
        yield canonical(one[1]), (one[2], Where(file, line))


def _beside(file: str, other: str) -> str:
    parts = file.split("/")[:-1]
    for part in other.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
