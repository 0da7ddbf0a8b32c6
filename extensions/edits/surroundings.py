"""What an edit has to know of the project around its file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..survey.reading import Sources
from .cycles import is_circular
from .wrapping import LINE

CONFIGURED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "ruff.toml": ((),),
    ".ruff.toml": ((),),
    "pyproject.toml": (("tool", "ruff"), ("tool", "black")),
}
"""The tables in which a project says how long its lines may be."""


@dataclass(frozen=True)
class Surroundings:
    """A project that is edited."""

    folder: Path

    @cached_property
    def sources(self) -> Sources:
        """Its modules."""
        return Sources(self.folder)

    @cached_property
    def own(self) -> frozenset[str]:
        """The packages and modules that are its own."""
        return frozenset(name.partition(".")[0] for name in self.sources.by_name)

    def length(self, path: str) -> int:
        """The columns that lines of a file may have."""
        for folder in (self.folder / path).parents:
            for name, tables in CONFIGURED.items():
                for table in tables:
                    if found := _length(folder / name, table):
                        return found
            if folder == self.folder:
                break
        return LINE

    def is_circular(self, importer: str, needs: Iterable[str]) -> bool:
        """Whether modules come back to the one that would import them."""
        return is_circular(self.sources, importer, needs)


def _length(file: Path, table: tuple[str, ...]) -> int:
    """What a table says; nothing where there is none."""
    try:
        found: Any = tomllib.loads(file.read_text("utf-8"))
        for name in table:
            found = found[name]
        return int(found["line-length"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0
