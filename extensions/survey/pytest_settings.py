"""The settings of pytest, in whichever file it finds them first."""

from __future__ import annotations

import configparser
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .facts import Fact
from .packaging import home
from .reading import Module, Sources, Where

SECTIONS: Final[Mapping[str, str]] = {
    "pytest.ini": "pytest",
    ".pytest.ini": "pytest",
    "pyproject.toml": "",
    "tox.ini": "pytest",
    "setup.cfg": "tool:pytest",
}
"""The files that it looks into, in its order, and their sections."""


@dataclass(frozen=True)
class PytestSettings:
    """What a project tells pytest."""

    file: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""

    @classmethod
    def of(cls, sources: Sources, folders: Iterable[str]) -> PytestSettings:
        """Those of the nearest of the folders, each of which ends with a slash."""
        for folder in folders:
            for name, section in SECTIONS.items():
                text = _text(sources, f"{folder}{name}")
                values = _values(text, section) if text else None
                if values is not None:
                    return cls(f"{folder}{name}", values, text)
        return cls()

    def fact(self, key: str) -> Fact:
        """A value, and its line."""
        value = self.values.get(key)
        found = re.search(rf"(?m)^\s*\"?{key}\"?\s*=", self.text)
        line = self.text.count("\n", 0, found.end()) + 1 if found else 1
        return Fact(value, Where(self.file, line)) if value is not None else Fact(None)

    def listed(self, key: str) -> list[str]:
        """A value that is several words, or a list."""
        value = self.values.get(key, ())
        return value.split() if isinstance(value, str) else list(map(str, value))


def _text(sources: Sources, file: str) -> str:
    return sources.text(file) if file in sources.files else ""


def _values(text: str, section: str) -> Mapping[str, Any] | None:
    """The settings of a file; `None` where it has none for pytest."""
    if not section:
        return _of_pyproject(text)
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    return dict(parser.items(section)) if parser.has_section(section) else None


def _of_pyproject(text: str) -> Mapping[str, Any] | None:
    try:
        tools = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError:
        return None
    pytest = tools.get("pytest")
    if not isinstance(pytest, dict):
        return None
    inner = pytest.get("ini_options", pytest)
    return inner if isinstance(inner, dict) else None


def around(folder: str) -> Iterator[str]:
    """A folder and those around it, each with its slash."""
    parts = [part for part in folder.split("/") if part not in {"", "."}]
    for count in range(len(parts), -1, -1):
        yield "".join(f"{part}/" for part in parts[:count])


def tests_of(sources: Sources) -> list[Module]:
    """The modules of tests, as far as pytest looks for them."""
    folder = home(sources)
    tests = [
        one for one in sources.modules if one.is_test and one.file.startswith(folder)
    ]
    settings = PytestSettings.of(sources, around(folder))
    base = settings.file.rpartition("/")[0]
    stated = [
        "/".join(filter(None, (base, path.strip("./")))).strip("/")
        for path in settings.listed("testpaths")
        if "*" not in path
    ]
    inside = [
        one
        for one in tests
        if any(not path or f"{one.file}/".startswith(f"{path}/") for path in stated)
    ]
    return inside or tests
