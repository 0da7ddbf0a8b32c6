"""The edits that there are: each knows its file, what it adds, and how people say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from . import dotenv, python, toml


class Edit(Protocol):
    """One addition to one file; where it is there already, nothing changes."""

    @property
    def path(self) -> str:
        """The file, relative to the project."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What somebody would add by hand."""

    def apply(self, text: str) -> str:
        """The text with the addition, or `NotSafe`."""


@dataclass(frozen=True)
class Include:
    """A router that the API serves."""

    path: str
    package: str
    module: str
    alias: str

    @property
    def lines(self) -> tuple[str, ...]:
        return (self._import, f"router.include_router({self.alias})")

    @property
    def _import(self) -> str:
        return f"from {self.module} import router as {self.alias}"

    def apply(self, text: str) -> str:
        included = python.with_router(text, self.alias)
        return python.with_import(included, self._import, self.package)


@dataclass(frozen=True)
class Export:
    """A name that a module passes on, such as a model in the module of all models."""

    path: str
    package: str
    module: str
    name: str

    @property
    def lines(self) -> tuple[str, ...]:
        return (self._import, f'__all__ = [..., "{self.name}"]')

    @property
    def _import(self) -> str:
        return f"from {self.module} import {self.name}"

    def apply(self, text: str) -> str:
        listed = python.with_export(text, self.name)
        return python.with_import(listed, self._import, self.package)


@dataclass(frozen=True)
class Command:
    """A command of the command line."""

    path: str
    package: str
    module: str
    name: str

    @property
    def lines(self) -> tuple[str, ...]:
        return (self._import, f"COMMANDS = [..., {self.name}]")

    @property
    def _import(self) -> str:
        return f"from {self.module} import {self.name}"

    def apply(self, text: str) -> str:
        listed = python.with_entry(text, "COMMANDS", self.name)
        return python.with_import(listed, self._import, self.package)


@dataclass(frozen=True)
class Requirement:
    """A package that the project declares; a range that is there already stays."""

    path: str
    requirement: str
    table: str = "project"
    key: str = "dependencies"

    @property
    def lines(self) -> tuple[str, ...]:
        return (f'[{self.table}] {self.key} = [..., "{self.requirement}"]',)

    def apply(self, text: str) -> str:
        return toml.with_requirement(text, self.requirement, self.table, self.key)


@dataclass(frozen=True)
class Variables:
    """A paragraph of the example of the environment."""

    path: str
    paragraph: str

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.paragraph.splitlines())

    def apply(self, text: str) -> str:
        return dotenv.with_variables(text, self.paragraph)
