"""The parent of a nested resource, as the project has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .names import Name, propose_plural
from .problem import Problem

OWNER = "owner_id"
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class Parent:
    """A mapped class under whose rows a resource lives."""

    module: str
    model: str
    table: str
    owner: str
    """The column that says whose a row is, if one does."""
    plural: str = ""
    """As paths call several of them, where the table is called otherwise."""

    @classmethod
    def of(cls, reference: str, models: Iterable[Mapping[str, Any]]) -> Parent:
        """The parent that `module:Class` names among the project's models.

        Raises:
            Problem: the project has no such model.
        """
        known = {str(model["model"]): model for model in models}
        if reference not in known:
            accepted = (
                ", ".join(known) or "a model of the project, of which there is none"
            )
            raise Problem.about("parent", f"there is no model {reference}", accepted)
        module, _, name = reference.partition(":")
        found = known[reference]
        return cls(
            module=module,
            model=name,
            table=str(found.get("table") or ""),
            owner=OWNER if OWNER in found["columns"] else "",
        )

    @property
    def has_owner(self) -> bool:
        """Whether its rows belong to somebody."""
        return bool(self.owner)

    @property
    def name(self) -> Name:
        """Its name in all forms; several of them are called as the table is."""
        snake = _WORDS.sub("_", self.model).lower()
        plural = propose_plural(snake) if self.table == snake else self.table
        return Name(snake, self.plural or plural)

    @property
    def key(self) -> str:
        """The column, and the parameter of the path, with the parent's id."""
        return f"{self.name.snake}_id"
