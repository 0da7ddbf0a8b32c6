"""The layout of what is inserted: ruff's, in the project's style, and of nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..ruff import formatted, with_sorted
from ..slice.style import Style
from .module import Module, end
from .safety import NotSafe

IMPORTS, EXPORTS = "I", "RUF022"
"""Rules of ruff that sort: imports, and `__all__`."""


def laid_out(before: str, after: str, style: Style) -> str:
    """An edited module, with what is new in it laid out.

    What the project keeps sorted and formatted stays so. Where it does not, the new
    statements are formatted alone.
    """
    for rule in (IMPORTS, *([EXPORTS] if "__all__" in after else [])):
        if with_sorted(before, style, rule) == before:
            after = with_sorted(after, style, rule)
    if formatted(before, style) == before:
        return formatted(after, style)
    for first, last in reversed(list(_new(before, after))):
        after = formatted(after, style, (first, last))
    return after


def _new(before: str, after: str) -> Iterator[tuple[int, int]]:
    """The first and the last line of each statement all of whose lines are new."""
    matcher = SequenceMatcher(None, before.splitlines(), after.splitlines(), False)
    new = {
        line
        for tag, _, _, first, last in matcher.get_opcodes()
        if tag == "insert"
        for line in range(first + 1, last + 1)
    }
    try:
        nodes = ast.walk(Module(after).tree)
    except NotSafe:
        return
    for node in nodes:
        if isinstance(node, ast.Expr) and new >= {*range(node.lineno, end(node) + 1)}:
            yield node.lineno, end(node)
