"""The edits of projects of others: each follows what its file does with the others."""

from __future__ import annotations

import difflib
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Self

from .imports import Home
from .including import with_router
from .naming import Router
from .revealing import Model, with_model
from .surroundings import Surroundings


@dataclass(frozen=True)
class Fitted(ABC):
    """One addition to a file of the project."""

    path: str
    home: Home
    needs: tuple[str, ...]
    """The modules that are imported with what the file is to import."""

    def settled(self, around: Surroundings) -> Self:
        """The edit, as the project around its file wants it."""
        length, own = around.length(self.path), around.own
        home = replace(self.home, length=length, own=own)
        settled = replace(self, home=home)
        is_late = around.is_circular(self.home.name, self.needs)
        return settled.postponed() if is_late else settled

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

    @staticmethod
    def added(before: str, after: str) -> tuple[str, ...]:
        """The lines that are new."""
        lines = difflib.ndiff(before.splitlines(), after.splitlines())
        return tuple(line[2:] for line in lines if line[:2] == "+ " and line[2:])


@dataclass(frozen=True)
class Register(Fitted):
    """A router among those of the project."""

    router: Router

    @property
    def lines(self) -> tuple[str, ...]:
        """What somebody would add by hand."""
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
class Reveal(Fitted):
    """A model among those that Alembic knows."""

    model: Model

    @property
    def lines(self) -> tuple[str, ...]:
        """What somebody would add by hand."""
        return (f"from {self.model.module} import {self.model.name}  # noqa: F401",)

    def postponed(self) -> Self:
        return replace(self, model=replace(self.model, is_late=True))

    def apply(self, text: str) -> str:
        return with_model(text, self.model, self.home)
