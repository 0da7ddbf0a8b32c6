"""What the prefixes of routers begin with, before each one's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

VERSION = re.compile(r"v\d+|api")
"""Parts that no resource is called by."""

ALIKE = 4
"""Letters at the beginning of two words that are one noun, or several of it."""


def leading(prefixes: Sequence[Sequence[str]], names: Sequence[str]) -> list[str]:
    """The parts that all prefixes have at their beginning.

    What is left of one may be its own: the last part, where a router is called like it.
    """
    same = 0
    shortest = min(map(len, prefixes), default=0)
    while same < shortest and len({parts[same] for parts in prefixes}) == 1:
        same += 1
    if same and same == shortest and _is_called(prefixes[0][same - 1], names):
        same -= 1
    return list(prefixes[0][:same]) if prefixes else []


def parts_of(text: str) -> list[str]:
    """`/api` and `/v1` of `/api/v1`."""
    return re.findall(r"/[^/]*|[^/]+", text)


def _is_called(part: str, names: Sequence[str]) -> bool:
    """Whether a part of a path names what the name of a router names."""
    word = part.strip("/").replace("-", "_").lower()
    words = (one for name in names for one in re.findall(r"[a-z0-9]+", name.lower()))
    own = (one for one in words if one[:ALIKE] == word[:ALIKE])
    return not VERSION.fullmatch(word) and any(own)
