"""Where the parts of templates stand."""

from __future__ import annotations

Parts = tuple[str, str]
"""Where a part is looked for: a fork's own, then the template's."""


def parts(room: str, name: str) -> Parts:
    """Where a part is looked for."""
    return f"house/parts/{room}/{name}.jinja", f"parts/{room}/{name}.jinja"
