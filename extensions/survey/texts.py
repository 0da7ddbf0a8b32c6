"""What expressions say that are texts: literals, constants, and defaults of settings."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import lru_cache

from .definitions import function_of, value_of
from .reading import Module, Sources
from .syntax import assigned, last, named, reference

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
            if behind := value_of(sources, reference(module, name)):
                found = text(sources, *behind, depth - 1)
        case ast.Attribute(attr=attribute):
            several = _settings(sources).get(attribute, set())
            found = next(iter(several)) if len(several) == 1 else None
        case ast.Call() if depth:
            found = _called(sources, module, node, depth - 1)
    return found


def _joined(
    sources: Sources, module: Module, parts: list[ast.expr], depth: int
) -> str | None:
    found = [text(sources, module, part, depth) for part in parts]
    known = [one for one in found if one is not None]
    return "".join(known) if len(known) == len(found) else None


def _called(sources: Sources, module: Module, call: ast.Call, depth: int) -> str | None:
    """What a call gives: a variable of the environment, or a function's first text."""
    if last(call) in {"get", "getenv"} and "env" in ast.unparse(call.func):
        default = next(iter(call.args[1:]), None)
        return text(sources, module, default, depth)
    found = function_of(sources, sources.origin(named(module, call)))
    for node in ast.walk(found[1]) if found else ():
        if found and isinstance(node, ast.Return):
            local = {name: value for name, value, _ in assigned(found[1].body)}
            value = local.get(last(node.value)) or node.value
            if (said := text(sources, found[0], value, depth)) is not None:
                return said
    return None


SETTING = re.compile(
    # An assignment, and no argument of a call that takes a line of its own.
    r"(?m)^[ \t]+(\w+)(?:[ \t]*:[^=\n]+)?[ \t]*=[ \t]*"
    r"(?:Field\((?:default[ \t]*=[ \t]*)?)?(['\"])(.*?)\2(?![ \t]*,[ \t]*$)"
)


@lru_cache(maxsize=4)
def _settings(sources: Sources) -> Mapping[str, set[str]]:
    """The texts that attributes are given, wherever it is."""
    found: dict[str, set[str]] = {}
    for module in sources.modules:
        for one in () if module.is_test else SETTING.finditer(module.text):
            found.setdefault(one[1], set()).add(one[3])
    return found
