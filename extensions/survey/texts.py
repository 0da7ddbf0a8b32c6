"""What expressions say that are texts: literals, constants, and defaults of settings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .reading import Module, Sources
from .syntax import assigned, reference

DEEPEST = 5
"""Names that a text may stand behind."""


def text(
    sources: Sources, module: Module, node: ast.AST | None, depth: int = DEEPEST
) -> str | None:
    """The text of an expression; `None` where files alone do not tell."""
    found: str | None = None
    match node:
        case None:
            found = ""
        case ast.Constant(str(value)):
            found = value
        case ast.JoinedStr(parts):
            found = _joined(sources, module, parts, depth)
        case ast.FormattedValue(value):
            found = text(sources, module, value, depth)
        case ast.BinOp(left, ast.Add(), right):
            found = _joined(sources, module, [left, right], depth)
        case ast.Name(name) if depth:
            found = _named(sources, reference(module, name), depth)
        case ast.Attribute(attr=attribute):
            found = _setting(sources, attribute)
    return found


def _joined(
    sources: Sources, module: Module, parts: list[ast.expr], depth: int
) -> str | None:
    found = [text(sources, module, part, depth) for part in parts]
    known = [one for one in found if one is not None]
    return "".join(known) if len(known) == len(found) else None


def _named(sources: Sources, name: str, depth: int) -> str | None:
    place, _, wanted = sources.origin(name).partition(":")
    module = sources.by_name.get(place)
    for found, value, _ in assigned(module.statements) if module else ():
        if module and found == wanted and value is not None:
            return text(sources, module, value, depth - 1)
    return None


def _setting(sources: Sources, attribute: str) -> str | None:
    """The default of a setting, if one class of the project gives it one."""
    found = {*_defaults(sources, attribute)}
    return found.pop() if len(found) == 1 else None


def _defaults(sources: Sources, attribute: str) -> Iterator[str]:
    # An assignment, and no argument of a call that takes a line of its own.
    pattern = (
        rf"(?m)^[ \t]+{attribute}\b(?:[ \t]*:[^=\n]+)?[ \t]*="
        r"[ \t]*(['\"])(.*?)\1(?![ \t]*,)"
    )
    for module in sources.having(attribute):
        yield from (found[2] for found in re.finditer(pattern, module.text))
