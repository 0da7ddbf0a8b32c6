"""The fit: how a project writes what endpoints are made of."""

from __future__ import annotations

from dataclasses import dataclass

from ..project import Project


@dataclass(frozen=True)
class Fit:
    """What templates read of a project's own conventions."""

    project: Project

    @property
    def is_async(self) -> bool:
        """Whether it speaks to the database asynchronously."""
        return str(self.project.found.get("orm")).endswith("-async")
