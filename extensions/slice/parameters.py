"""Parameters that FastAPI fills: a session, a scope, who calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Import: TypeAlias = tuple[str, str]
"""A module, and a name in it."""


@dataclass(frozen=True)
class Parameter:
    """One, whose type is annotated, or whose default is what fills it."""

    name: str
    type: str
    call: str
    """What stands in `Depends(…)`."""
    alias: str
    """The annotated type that stands for both, if there is one."""
    is_annotated: bool
    is_known: bool = False
    """Whether the project has the alias already."""

    @property
    def is_new(self) -> bool:
        """Whether the alias has still to be defined."""
        return bool(self.alias) and not self.is_known

    @property
    def filled_by(self) -> str:
        """What FastAPI is told: what to call, if anything, or to read the query."""
        return f"Depends({self.call})" if self.call else "Query()"

    @property
    def has_default(self) -> bool:
        """Whether it comes after those without."""
        return not (self.alias or self.is_annotated)


def imported(reference: str) -> Import:
    """What is imported for `module:name`; of `module:object.method` the object."""
    module, _, name = reference.partition(":")
    return module, name.partition(".")[0]


def in_order(parameters: Iterable[Parameter]) -> list[Parameter]:
    """They, those with a default last."""
    return sorted(parameters, key=lambda one: one.has_default)
