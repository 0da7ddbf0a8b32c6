"""What an edit has to know of the project around its file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..spec.code import LINE
from ..survey.reading import Sources
from .cycles import is_circular

CONFIGURED = {
    "ruff.toml": r"(?m)^line-length\s*=\s*(\d+)",
    ".ruff.toml": r"(?m)^line-length\s*=\s*(\d+)",
    "pyproject.toml": r"(?ms)^\[tool\.(?:ruff|black)\][^\[]*?^line-length\s*=\s*(\d+)",
}
"""Where a project says how long its lines may be."""


@dataclass(frozen=True)
class Surroundings:
    """A project that is edited."""

    folder: Path

    @cached_property
    def sources(self) -> Sources:
        """Its modules."""
        return Sources(self.folder)

    def length(self, path: str) -> int:
        """The columns that lines of a file may have."""
        for folder in (self.folder / path).parents:
            for name, pattern in CONFIGURED.items():
                if found := re.search(pattern, _text(folder / name)):
                    return int(found[1])
            if folder == self.folder:
                break
        return LINE

    def is_circular(self, importer: str, needs: Iterable[str]) -> bool:
        """Whether modules come back to the one that would import them."""
        return is_circular(self.sources, importer, needs)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
