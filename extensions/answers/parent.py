"""The parent of a nested resource, as the project has it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .models import OWNER, Model
from .names import Name, propose_plural

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class Parent:
    """A mapped class under whose rows a resource lives."""

    found: Model
    name: Name
    """Several of them are called as the table is, or as paths call them."""
    owner: str
    """The column that says whose a row is, if one does."""

    @classmethod
    def of(cls, model: Model) -> Parent:
        """A model as a service of ours has it."""
        snake, table = _WORDS.sub("_", model.name).lower(), model.table
        plural = propose_plural(snake) if table == snake else table
        return cls(model, Name(snake, plural), OWNER if model.has_owner else "")

    @property
    def module(self) -> str:
        return self.found.module

    @property
    def model(self) -> str:
        return self.found.name

    @property
    def has_owner(self) -> bool:
        return bool(self.owner)

    @property
    def key(self) -> str:
        """The column, and the parameter of the path, with the parent's id."""
        return f"{self.name.snake}_id"
