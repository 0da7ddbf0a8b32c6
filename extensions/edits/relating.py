"""Imports of the project's own modules, as its other modules write them."""

from __future__ import annotations

import re
from collections.abc import Collection

from .imports import Home

ORIGIN = re.compile(r"(?m)^([ \t]*from )(\w[\w.]*)(?= import )")


def relative(source: str, home: Home) -> str:
    """The module with relative imports of what stands in its own package."""
    return ORIGIN.sub(lambda found: found[1] + home.relative(found[2]), source)


def below(source: str, folder: str, packages: Collection[str]) -> str:
    """The module with imports of these packages through the folder around them."""

    def named(found: re.Match[str]) -> str:
        is_own = found[2].partition(".")[0] in packages
        return found[1] + (f"{folder}.{found[2]}" if is_own else found[2])

    return ORIGIN.sub(named, source)
