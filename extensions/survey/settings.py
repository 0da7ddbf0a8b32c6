"""Files of settings, TOML and INI: what one tool is told in the nearest of them."""

from __future__ import annotations

import configparser
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .facts import Fact
from .reading import Sources, Where

PYPROJECT = "pyproject.toml"


@dataclass(frozen=True)
class Settings:
    """What one tool is told."""

    table: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    text: str = ""

    def fact(self, key: str) -> Fact:
        """The value of a key, and its line."""
        return self.said(self.table.get(key), key)

    def said(self, value: Any, key: str) -> Fact:
        """A value that comes from a key."""
        is_read = value is not None and bool(self.file)
        return Fact(value, line_of(self.text, key, self.file) if is_read else None)

    def listed(self, key: str) -> list[str]:
        """A value that is several words, or a list."""
        return words(self.table.get(key))


def nearest(
    sources: Sources, folders: Iterable[str], tables: Mapping[str, tuple[str, ...]]
) -> Settings:
    """The settings in the first folder that has one of the tables of these files."""
    for file, names in (
        (f"{one}{name}", tables[name]) for one in folders for name in tables
    ):
        text = sources.text(file)
        document = toml(text) if file.endswith(".toml") else ini(text)
        for name in names if text else ():
            if (table := _table(document, name)) is not None:
                return Settings(table, file, text)
    return Settings()


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    found: Any = document
    for part in filter(None, name.split(".")):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else None


def toml(text: str) -> dict[str, Any]:
    """What a TOML file says; nothing where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def ini(text: str) -> dict[str, dict[str, str]]:
    """What an INI file says by its sections; nothing where it is none."""
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return {}
    return {name: dict(parser.items(name)) for name in parser.sections()}


def words(value: Any) -> list[str]:
    """What a list says, or a text with commas or spaces between."""
    parts = re.split(r"[,\s]+", value) if isinstance(value, str) else value or ()
    return [str(one) for one in parts if str(one).strip()]


def line_of(text: str, word: str, file: str) -> Where:
    """The line of a key, or of a table by its heading."""
    found = re.search(rf"(?m)^(?:[\w.-]*{word}\s*=|{word})", text)
    found = found or re.search(rf"(?m)^\[[\w.-]*{word}\]", text)
    return Where.of(file, text, found)
