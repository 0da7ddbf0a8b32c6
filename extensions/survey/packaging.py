"""What the project declares: its name, its packages, its Python."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from .facts import Fact, Facts
from .reading import Sources, Where

MANAGERS = (("uv.lock", "uv"), ("poetry.lock", "poetry"), ("pdm.lock", "pdm"))


def facts(sources: Sources) -> Facts:
    """The facts about packaging."""
    text = sources.text("pyproject.toml")
    document = _document(text)
    project = document.get("project", {})
    poetry = document.get("tool", {}).get("poetry", {})
    if declared := project.get("dependencies"):
        found = _declared("pyproject.toml", text, list(declared))
    elif declared := poetry.get("dependencies"):
        names = [name for name in declared if name != "python"]
        found = _declared("pyproject.toml", text, names)
    else:
        found = _requirements(sources)
    name = project.get("name") or poetry.get("name")
    python = project.get("requires-python") or poetry.get("dependencies", {}).get(
        "python"
    )
    if name:
        found["name"] = Fact(name, _line(text, "name"))
    if python:
        found["python"] = Fact(python, _line(text, "python"))
    if found:
        found["dependencies.manager"] = Fact(_manager(sources, document))
    return found


def _document(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _declared(file: str, text: str, declared: list[str]) -> dict[str, Fact]:
    place = _line(text, "dependencies", file)
    return {
        "dependencies.file": Fact(file, place),
        "dependencies.declared": Fact(declared, place),
    }


def _requirements(sources: Sources) -> dict[str, Fact]:
    for file in ("requirements.txt", "requirements.in", "requirements/base.txt"):
        lines = [
            line.partition("#")[0].strip() for line in sources.text(file).splitlines()
        ]
        if declared := [line for line in lines if line and line[0] != "-"]:
            return _declared(file, "", declared)
    return {}


def _manager(sources: Sources, document: dict[str, Any]) -> str:
    for file, manager in MANAGERS:
        if file in sources.files or manager in document.get("tool", {}):
            return manager
    return "uv" if "dependency-groups" in document else "pip"


def _line(text: str, word: str, file: str = "pyproject.toml") -> Where:
    found = re.search(rf"(?m)^[\w.-]*{word}\s*=", text)
    return Where(file, text.count("\n", 0, found.start()) + 1 if found else 1)
