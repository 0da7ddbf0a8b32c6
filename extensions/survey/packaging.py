"""What the project declares: its name, its packages, its Python."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from .app import applications
from .facts import Fact, Facts
from .reading import Sources, Where

MANAGERS = (("uv.lock", "uv"), ("poetry.lock", "poetry"), ("pdm.lock", "pdm"))
REQUIREMENTS = (
    *("requirements.txt", "requirements.in"),
    *("requirements/base.txt", "requirements/prod.txt", "requirements/common.txt"),
)


def home(sources: Sources) -> str:
    """The folder of the project within its repository: the nearest that declares it."""
    for folder in above(sources):
        document = _document(sources.text(f"{folder}pyproject.toml"))
        if _names(document) or _requirements(sources, folder):
            return folder
    return ""


def above(sources: Sources) -> list[str]:
    """The folders above the application, the nearest first, each with its slash."""
    found = applications(sources)
    parts = found[0].module.file.split("/")[:-1] if found else []
    return ["".join(f"{one}/" for one in parts[:n]) for n in range(len(parts), -1, -1)]


def facts(sources: Sources) -> Facts:
    """The facts about packaging."""
    folder = home(sources)
    file = f"{folder}pyproject.toml"
    text = sources.text(file)
    document = _document(text)
    project, poetry = _project(document), _poetry(document)
    if names := _names(document):
        found = _declared(file, text, names)
    else:
        found = _requirements(sources, folder)
    name = project.get("name") or poetry.get("name")
    python = project.get("requires-python") or poetry.get("dependencies", {}).get(
        "python"
    )
    if name:
        found["name"] = Fact(name, _line(text, "name", file))
    if python:
        found["python"] = Fact(python, _line(text, "python", file))
    if found:
        found["dependencies.manager"] = _manager(sources, folder, document)
    return found


def _project(document: dict[str, Any]) -> dict[str, Any]:
    return dict(document.get("project", {}))


def _poetry(document: dict[str, Any]) -> dict[str, Any]:
    return dict(document.get("tool", {}).get("poetry", {}))


def _names(document: dict[str, Any]) -> list[str]:
    stated = _project(document).get("dependencies")
    other = _poetry(document).get("dependencies", {})
    return list(stated or (name for name in other if name != "python"))


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


def _requirements(sources: Sources, folder: str) -> dict[str, Fact]:
    for file in (f"{folder}{name}" for name in REQUIREMENTS):
        lines = [
            re.split(r"\s#|^#| --hash| \\$", line)[0].strip()
            for line in sources.text(file).splitlines()
        ]
        if declared := [line for line in lines if line and line[0] != "-"]:
            return _declared(file, "", declared)
    return {}


def _manager(sources: Sources, folder: str, document: dict[str, Any]) -> Fact:
    """Who keeps the lock, here or around; or else who has a table in pyproject."""
    for file, manager in MANAGERS:
        for place in above(sources):
            if f"{place}{file}" in sources.files:
                return Fact(manager, Where(f"{place}{file}", 1))
    for _, manager in MANAGERS:
        if manager in document.get("tool", {}):
            pyproject = f"{folder}pyproject.toml"
            return Fact(
                manager,
                _line(sources.text(pyproject), rf"\[tool\.{manager}.*", pyproject),
            )
    return Fact("uv" if "dependency-groups" in document else "pip")


def _line(text: str, word: str, file: str) -> Where:
    """The line of a key, or of a table by its heading."""
    found = re.search(rf"(?m)^(?:[\w.-]*{word}\s*=|{word})", text)
    found = found or re.search(rf"(?m)^\[[\w.-]*{word}\]", text)
    return Where(file, text.count("\n", 0, found.start()) + 1 if found else 1)
