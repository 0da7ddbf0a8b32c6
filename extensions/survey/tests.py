"""The tests: where they stand, what they ask with, and what is there for them."""

from __future__ import annotations

import re

from .facts import Fact, Facts
from .fixtures import CLIENTS, Fixtures
from .packaging import home
from .places import resources
from .pytest_settings import settings_of, tests_of
from .reading import TESTS, Module, Sources, Where, above, common
from .settings import Settings
from .syntax import commonest

IMPORTED = re.compile(r"(?m)^[ \t]*(?:from|import) (httpx2?)\b")
DECLARING = re.compile(r"(?:^|/)(?:pyproject\.toml|requirements[^/]*(?:/[^/]+)?\.txt)$")
DECLARED = re.compile(r"(?m)(?:^|[\s'\"])(httpx2?)(?![\w-])")
ARGUMENT = re.compile(r"asyncio-mode[= ](\w+)")
PLUGINS = {
    "pytest-asyncio": ("mark.asyncio", "pytest_asyncio"),
    "anyio": ("mark.anyio", "anyio_backend"),
}


def facts(sources: Sources) -> Facts:
    """The facts about tests."""
    folder = home(sources)
    settings = settings_of(sources, folder)
    tests = tests_of(sources)
    if not tests:
        return {}
    names = resources(sources)
    prepared = _prepared(tests, names)
    where = _folder(tests, prepared, names)
    if not settings.file:
        settings = settings_of(sources, where or ".")
    package = f"{where}/__init__.py"
    is_package = package in sources.files
    place = Where(package, 1) if is_package else None
    found = {"tests.folder": Fact(where), "tests.package": Fact(is_package, place)}
    if prepared and prepared[0].stem == "conftest":
        found["tests.conftest"] = Fact(prepared[0].file, Where(prepared[0].file, 1))
    return {
        **found,
        **_client(prepared, tests),
        **_library(sources, tests, folder),
        **_plugin(tests, settings),
        "tests.imports": _imports(sources, tests),
        **Fixtures(sources, tests, prepared, settings).facts,
    }


def _imports(sources: Sources, tests: list[Module]) -> Fact:
    """What stands before the project's modules where tests import them, if anything."""
    before = sources.root.rpartition("/")[2]
    packages = "|".join({name.partition(".")[0] for name in sources.by_name})
    words = re.compile(rf"(?m)^\s*(?:from|import) {before}\.(?:{packages})\b")
    using = (one for one in tests if before != "." and words.search(one.text))
    first = next(using, None)
    return Fact(before, first.at(words.pattern)) if first else Fact(None)


def _folder(
    tests: list[Module], prepared: list[Module], names: frozenset[str]
) -> str | None:
    """The folder called like tests that holds all fixtures, or what is around all."""
    folders = [_outermost(module.file, names) for module in tests]
    best = commonest(folders) or "."
    is_whole = all(one.file.startswith(f"{best}/") for one in prepared[:1])
    if is_whole and folders.count(best) * 2 > len(tests):
        return best
    return common([one.file for one in tests])


def _outermost(file: str, names: frozenset[str]) -> str:
    """The folder of tests that a file is in; that of a resource is in another one."""
    folders = [one.rstrip("/") for one in above(file)]
    named = (one for one in reversed(folders) if one.rpartition("/")[2] in TESTS)
    around = folders[1:] if folders[0].rpartition("/")[2] in names else folders
    return next(named, around[0]) or "."


def _prepared(tests: list[Module], names: frozenset[str]) -> list[Module]:
    """The modules that hold fixtures for others, the outermost first.

    What stands in the folder of one resource is for the tests of no other one.
    """
    found = [
        one
        for one in tests
        if (one.stem == "conftest" or "fixture" in one.file)
        and not _is_of_one(one.file, names)
    ]
    deep = {one.file: one.file.count("/") for one in found}
    first = min((deep[one.file] for one in found if one.stem == "conftest"), default=0)

    def place(module: Module) -> tuple[bool, int, str]:
        """The first conftest, then what it may import, then those of inner folders."""
        is_inner = module.stem == "conftest" and deep[module.file] > first
        return is_inner, deep[module.file], module.file

    return sorted(found, key=place)


def _is_of_one(file: str, names: frozenset[str]) -> bool:
    """Whether a file stands in the folder of a resource, or in that of its tests."""
    *around, folder = file.split("/")[:-1] or [""]
    inside = around[1:][-1:] if folder in TESTS else [folder]
    return not names.isdisjoint(inside)


def _client(prepared: list[Module], tests: list[Module]) -> Facts:
    """What most modules with fixtures make, or else most tests."""
    for modules in (prepared, tests):
        word = commonest(
            word
            for module in modules
            for word in re.findall(r"\b(AsyncClient|TestClient)\(", module.text)
        )
        if word:
            place = next(one for one in modules if f"{word}(" in one.text)
            return {"tests.client": Fact(CLIENTS[word], place.at(rf"\b{word}\("))}
    return {}


def _library(sources: Sources, tests: list[Module], folder: str) -> Facts:
    """What clients are made of: as tests import it, or else as the project asks for it."""
    for module in tests:
        if found := IMPORTED.search(module.text):
            return {"tests.library": Fact(found[1], module.at(IMPORTED.pattern))}
    for file in sources.files:
        is_declared = file.startswith(folder) and DECLARING.search(file)
        text = sources.text(file) if is_declared else ""
        if found := DECLARED.search(text):
            return {"tests.library": Fact(found[1], Where.of(file, text, found))}
    return {}


def _plugin(tests: list[Module], settings: Settings) -> Facts:
    """What runs asynchronous tests, and how it is told to."""
    mode, anyio = settings.fact("asyncio_mode"), settings.fact("anyio_mode")
    if not mode.value and anyio.value == "auto":
        return {"tests.plugin": Fact("anyio", anyio.where)}
    if not mode.value and (found := ARGUMENT.search(settings.text)):
        mode = Fact(found[1], Where.of(settings.file, settings.text, found))
    if mode.value:
        return {"tests.plugin": Fact("pytest-asyncio", mode.where), "tests.mode": mode}
    uses = {
        plugin: sum(module.text.count(word) for module in tests for word in words)
        for plugin, words in PLUGINS.items()
    }
    best = max(uses, key=lambda plugin: uses[plugin])
    if not uses[best] and any("async def test_" in one.text for one in tests):
        return {}
    return {"tests.plugin": Fact(best if uses[best] else "none")}
