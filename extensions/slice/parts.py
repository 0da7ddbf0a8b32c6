"""Where the parts of templates stand."""

from __future__ import annotations

Parts = str
"""Where a part is looked for."""


def parts(room: str, name: str) -> Parts:
    """Where a part is looked for."""
    return f"parts/{room}/{name}.jinja"


def chosen(room: str, **conditions: bool) -> list[Parts]:
    """Where those are looked for that are needed, in this order."""
    needed = (name for name, is_needed in conditions.items() if is_needed)
    return [parts(room, name) for name in needed]
