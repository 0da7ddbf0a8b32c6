"""Where the parts of a resource stand, and the tests."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable

from .facts import Fact, Facts
from .models import classes_of
from .reading import Module, Sources
from .routers import routers_of
from .syntax import functions, last

RESOURCE = "<resource>"
CLIENTS = {"AsyncClient": "httpx", "TestClient": "testclient"}
PLUGINS = {"asyncio_mode": "pytest-asyncio", "pytest.mark.asyncio": "pytest-asyncio"}


def facts(sources: Sources) -> Facts:
    """The facts about folders."""
    known = classes_of(sources)
    found = {
        "models": _pattern([one.module for one in known.mapped], "model"),
        "routers": _pattern([one.module for one in routers_of(sources).served], "rout"),
        "schemas": _pattern(_schemas(sources), "schema"),
        "services": _pattern(_services(sources), "service"),
    }
    facts = {f"paths.{name}": Fact(path) for name, path in found.items() if path}
    return {**facts, **_tests(sources)}


def _schemas(sources: Sources) -> list[Module]:
    return [
        module
        for module in sources.having("BaseModel", "RequestModel")
        if "schema" in module.name
    ]


def _services(sources: Sources) -> list[Module]:
    return [module for module in sources.having("def ") if "service" in module.name]


def _pattern(modules: Iterable[Module], word: str) -> str | None:
    """The pattern that most modules follow."""
    patterns = Counter(_patterned(module.file, word) for module in modules)
    return max(
        patterns,
        key=lambda pattern: (RESOURCE in pattern, patterns[pattern]),
        default=None,
    )


def _patterned(file: str, word: str) -> str:
    """`src/<resource>/models.py`, `src/models/<resource>.py`, or the file as it is."""
    *folders, name = file.split("/")
    stem = name.removesuffix(".py")
    if any(word in folder for folder in folders) and stem != "__init__":
        return "/".join([*folders, f"{RESOURCE}.py"])
    if len(folders) > 1 and word in stem:
        return "/".join([*folders[:-1], RESOURCE, name])
    return file


# Tests ------------------------------------------------------------------------


def _tests(sources: Sources) -> Facts:
    tests = [module for module in sources.modules if module.is_test]
    if not tests:
        return {}
    found: dict[str, Fact] = {}
    folders = Counter(
        module.file.partition("/")[0] for module in tests if "/" in module.file
    )
    if folders:
        found["tests.folder"] = Fact(folders.most_common(1)[0][0])
    conftests = sorted(
        (module for module in tests if module.stem == "conftest"),
        key=lambda module: module.file.count("/"),
    )
    if conftests:
        found["tests.conftest"] = Fact(conftests[0].file, conftests[0].where())
        found |= _fixtures(conftests)
    for word, client in CLIENTS.items():
        if any(word in module.text for module in tests):
            found.setdefault("tests.client", Fact(client))
    return {**found, **_plugin(sources, tests), **_pattern_of_tests(tests)}


def _fixtures(conftests: list[Module]) -> Facts:
    """The fixtures by what they give."""
    wanted = {
        "client": {"AsyncClient", "TestClient"},
        "session": {"AsyncSession", "Session", "Database"},
    }
    found: dict[str, Fact] = {}
    for module in conftests:
        for function in functions(module):
            decorators = {last(one) for one in function.decorator_list}
            given = {last(one) for one in ast.walk(function.returns or function)}
            for name, types in wanted.items():
                is_fixture = bool(decorators & {"fixture"} and function.returns)
                if is_fixture and given & types and "Callable" not in given:
                    found.setdefault(
                        f"tests.fixtures.{name}",
                        Fact(function.name, module.where(function)),
                    )
    return found


def _plugin(sources: Sources, tests: list[Module]) -> Facts:
    text = sources.text("pyproject.toml") + sources.text("pytest.ini")
    mode = re.search(r'asyncio_mode\s*=\s*"?(\w+)', text)
    if mode:
        return {
            "tests.plugin": Fact("pytest-asyncio"),
            "tests.mode": Fact(mode[1]),
        }
    for word, plugin in (("mark.asyncio", "pytest-asyncio"), ("mark.anyio", "anyio")):
        if any(word in module.text for module in tests):
            return {"tests.plugin": Fact(plugin)}
    return {"tests.plugin": Fact("none")}


def _pattern_of_tests(tests: list[Module]) -> Facts:
    nested = [module for module in tests if module.file.count("/") > 1]
    [top, *_] = tests[0].file.split("/")
    if nested:
        return {"paths.tests": Fact(f"{top}/{RESOURCE}")}
    return {"paths.tests": Fact(f"{top}/test_{RESOURCE}.py")}
