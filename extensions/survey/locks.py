"""The versions that a project is locked to, by its lock file or pinned requirements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from ..answers.declared import canonical
from .drivers import DRIVERS
from .facts import Fact
from .reading import Sources, Where, joined

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

Pins: TypeAlias = Mapping[str, Fact]


def facts(sources: Sources, folders: list[str]) -> dict[str, Fact]:
    """The versions of the nearest lock, or those that requirements pin, and its Python."""
    pins, python = _locked(sources, folders) or (_required(sources, folders), "")
    known = {name: pins[name] for name in MATTERS if name in pins}
    if not known:
        return {}
    place = next(iter(known.values())).where
    versions = {name: one.value for name, one in known.items()}
    return {
        "dependencies.locked": Fact(versions, place),
        **({"python": Fact(python, place)} if python else {}),
        **{f"locked.{name}": one for name, one in known.items()},
    }


def places(sources: Sources, folders: list[str]) -> Iterator[str]:
    """The folders of a lock: a project's own, then those up to its repository's."""
    yield from folders
    above = [sources.folder.absolute(), *sources.folder.absolute().parents][: ABOVE + 1]
    roots = [n for n, folder in enumerate(above) if (folder / ".git").exists()]
    yield from ("../" * count for count in range(1, roots[0] + 1 if roots else 1))


def _locked(sources: Sources, folders: list[str]) -> tuple[Pins, str] | None:
    for name in LOCKS:
        read = _of_pipfile if name == "Pipfile.lock" else _of_toml
        for place in places(sources, folders):
            text = sources.text(f"{place}{name}", LARGEST)
            if text and (found := read(f"{place}{name}", text)):
                return found
    return None


def _of_toml(file: str, text: str) -> tuple[Pins, str]:
    python = PYTHON.search(text)
    pins = {
        name: Fact(one[2], Where.of(file, text, one))
        for one in PACKAGE.finditer(text)
        if (name := canonical(one[1])) in MATTERS
    }
    return pins, python[1] if python else ""


def _of_pipfile(file: str, text: str) -> tuple[Pins, str] | None:
    try:
        document: dict[str, Any] = json.loads(text)
    except ValueError:
        return None
    pins = {
        canonical(name): Fact(
            str(one["version"]).lstrip("="),
            Where.of(file, text, re.search(f'"{re.escape(name)}"', text)),
        )
        for group in ("develop", "default")
        for name, one in document.get(group, {}).items()
        if isinstance(one, dict) and one.get("version")
    }
    asked = document.get("_meta", {}).get("requires", {})
    return pins, str(asked.get("python_version", ""))


def _required(sources: Sources, folders: list[str]) -> Pins:
    """What the files of requirements pin; what stands nearer takes precedence."""
    found: dict[str, Fact] = {}
    for folder in folders:
        for file in sources.files:
            is_below = file.startswith(folder)
            if is_below and REQUIREMENTS.match(file.removeprefix(folder)):
                found = {**dict(_pinned(sources, file, set())), **found}
    return found


def _pinned(sources: Sources, file: str, seen: set[str]) -> Iterator[tuple[str, Fact]]:
    """The packages that a file of requirements pins, and those that it includes."""
    if file in seen:
        return
    seen.add(file)
    text = sources.text(file)
    for one in INCLUDED.finditer(text):
        yield from _pinned(sources, joined(file, "..", one[1]), seen)
    for one in PINNED.finditer(text):
        yield canonical(one[1]), Fact(one[2], Where.of(file, text, one))
