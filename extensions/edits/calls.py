"""The statement that includes a router, with what all its neighbours pass too."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from ..survey.leading import leading, parts_of
from .module import Module
from .sites import Site

OWN = frozenset({"router", "prefix"})
"""Keywords with a value of its own for each router."""


def statement(module: Module, shown: Site, usual: Sequence[Site], name: str) -> str:
    """The line of the call, however long."""
    first = name if shown.call.args else f"router={name}"
    arguments = ", ".join([first, *_shared(module, usual)])
    start = f"{module.indent(shown.statement)}{shown.receiver}"
    return f"{start}.include_router({arguments})"


def _shared(module: Module, usual: Sequence[Site]) -> Iterator[str]:
    """The keywords that all of them pass with the same value."""
    if prefix := _prefix(module, usual):
        yield f"prefix={prefix}"
    first, *others = map(_keywords, usual)
    for name, value in first.items() if others else ():
        passed = [ast.dump(one[name]) for one in others if name in one]
        if name not in OWN and passed == [ast.dump(value)] * len(others):
            yield f"{name}={ast.get_source_segment(module.source, value)}"


def _keywords(site: Site) -> dict[str, ast.expr]:
    return {one.arg: one.value for one in site.call.keywords if one.arg}


def _prefix(module: Module, usual: Sequence[Site]) -> str:
    """What the prefixes begin with, as an expression."""
    values = [_keywords(site).get("prefix") for site in usual]
    prefixes = [list(_parts(value)) for value in values if value]
    if len(prefixes) < len(values):
        return ""
    parts = leading(prefixes, [one.name for one in usual])
    text = "".join(parts)
    if len(parts) == 1 and text.startswith("{"):
        return text[1:-1]
    return f"{'f' if '{' in text else ''}{module.quoted(text)}" if text else ""


def _parts(value: ast.expr) -> Iterator[str]:
    """The parts of a path; those that are no literals in braces."""
    match value:
        case ast.Constant(str(text)):
            yield from parts_of(text)
        case ast.JoinedStr(values):
            for one in values:
                yield from _parts(one)
        case ast.BinOp(left, ast.Add(), right):
            yield from _parts(left)
            yield from _parts(right)
        case ast.FormattedValue(inner):
            yield f"{{{ast.unparse(inner)}}}"
        case _:
            yield f"{{{ast.unparse(value)}}}"
