"""Where the parts of templates stand."""

from __future__ import annotations

from dataclasses import dataclass

Parts = str
"""Where a part is looked for."""


def parts(room: str, name: str) -> Parts:
    """Where a part is looked for."""
    return f"parts/{room}/{name}.jinja"


@dataclass(frozen=True)
class Piece:
    """A part of a module that belongs to no single route."""

    name: str

    @property
    def in_service(self) -> Parts:
        """The part of the service."""
        return parts("service", self.name)


def chosen(room: str, **conditions: bool) -> list[Parts]:
    """Where those are looked for that are needed, in this order."""
    needed = (name for name, is_needed in conditions.items() if is_needed)
    return [parts(room, name) for name in needed]
