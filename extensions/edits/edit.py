"""The edits that there are: each knows its file, what it adds, and how people say it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Protocol, Self

from . import dotenv, toml
from .imports import Home, Wanted
from .including import with_router
from .lists import with_entry
from .naming import Router
from .placing import with_import
from .revealing import Model, with_model


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
class Importing(ABC):
    """An addition to a module that imports something for it."""

    path: str
    home: Home
    needs: tuple[str, ...]
    """The modules that are imported with what the file is to import."""

    @property
    @abstractmethod
    def lines(self) -> tuple[str, ...]:
        """What somebody would add by hand."""

    @abstractmethod
    def apply(self, text: str) -> str:
        """The text with the addition, or `NotSafe`."""

    @abstractmethod
    def postponed(self) -> Self:
        """The edit with an import that comes after what the file defines."""


@dataclass(frozen=True)
class Register(Importing):
    """A router among those of the project."""

    router: Router

    @property
    def lines(self) -> tuple[str, ...]:
        wanted = self.router.wanted
        receiver = self.router.receiver or "app"
        return (
            wanted.statement(self.home),
            f"{receiver}.include_router({wanted.bound})",
        )

    def postponed(self) -> Self:
        return replace(self, router=replace(self.router, is_late=True))

    def apply(self, text: str) -> str:
        return with_router(text, self.router, self.home)


@dataclass(frozen=True)
class Reveal(Importing):
    """A model among those that Alembic knows."""

    model: Model

    @property
    def lines(self) -> tuple[str, ...]:
        return (f"from {self.model.module} import {self.model.name}  # noqa: F401",)

    def postponed(self) -> Self:
        return replace(self, model=replace(self.model, is_late=True))

    def apply(self, text: str) -> str:
        return with_model(text, self.model, self.home)


@dataclass(frozen=True)
class Command:
    """A command of the command line."""

    path: str
    home: Home
    module: str
    name: str

    @property
    def lines(self) -> tuple[str, ...]:
        return (self._import.statement(self.home), f"COMMANDS = [..., {self.name}]")

    @property
    def _import(self) -> Wanted:
        return Wanted(self.module, self.name)

    def apply(self, text: str) -> str:
        listed = with_entry(text, "COMMANDS", self.name)
        return text if listed == text else with_import(listed, self._import, self.home)


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
