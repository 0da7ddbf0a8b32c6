"""The edits that there are: each knows its file, what it adds, and how people say it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from . import dotenv, toml
from .imports import Home, Wanted, add_import
from .including import with_router
from .module import Module, with_entry
from .naming import Router
from .revealing import Model, with_model


@dataclass(frozen=True)
class Edit(ABC):
    """One addition to one file; where it is there already, nothing changes."""

    path: str
    """The file, relative to the project."""

    @property
    @abstractmethod
    def lines(self) -> tuple[str, ...]:
        """What somebody would add by hand."""

    @abstractmethod
    def apply(self, text: str) -> str:
        """The text with the addition, or `NotSafe`."""


@dataclass(frozen=True)
class Importing(Edit):
    """An addition to a module that imports something of an endpoint for it."""

    home: Home
    needs: tuple[str, ...]
    """The modules that are imported with what the file is to import."""


@dataclass(frozen=True)
class Register(Importing):
    """A router among those of the project."""

    router: Router

    @property
    def lines(self) -> tuple[str, ...]:
        wanted, receiver = self.router.wanted, self.router.receiver or "app"
        included = f"{receiver}.include_router({wanted.bound})"
        return (wanted.statement(self.home), included)

    def apply(self, text: str) -> str:
        return with_router(text, self.router, self.home)


@dataclass(frozen=True)
class Reveal(Importing):
    """A model among those that Alembic knows."""

    model: Model

    @property
    def lines(self) -> tuple[str, ...]:
        return (f"from {self.model.module} import {self.model.name}  # noqa: F401",)

    def apply(self, text: str) -> str:
        return with_model(text, self.model, self.home)


@dataclass(frozen=True)
class Command(Edit):
    """A command of the command line."""

    home: Home
    module: str
    name: str

    @property
    def lines(self) -> tuple[str, ...]:
        wanted = Wanted(self.module, self.name)
        return (wanted.statement(self.home), f"COMMANDS = [..., {self.name}]")

    def apply(self, text: str) -> str:
        module = Module(text)
        if with_entry(module, "COMMANDS", self.name):
            add_import(module, self.home, Wanted(self.module, self.name), None)
        return module.text


@dataclass(frozen=True)
class Requirement(Edit):
    """A package that the project declares; a range that is there already stays."""

    requirement: str
    table: str = "project"
    key: str = "dependencies"

    @property
    def lines(self) -> tuple[str, ...]:
        return (f'[{self.table}] {self.key} = [..., "{self.requirement}"]',)

    def apply(self, text: str) -> str:
        return toml.with_requirement(text, self.requirement, self.table, self.key)


@dataclass(frozen=True)
class Variables(Edit):
    """A paragraph of the example of the environment."""

    paragraph: str

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.paragraph.splitlines())

    def apply(self, text: str) -> str:
        return dotenv.with_variables(text, self.paragraph)
