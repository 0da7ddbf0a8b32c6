"""The statement that includes a router, with what all its neighbours pass too."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from ..survey.leading import leading, parts_of
from .sites import Site
from .trees import indent_of, quoted

OWN = frozenset({"router", "prefix"})
"""Keywords with a value of its own for each router."""


def statement(source: str, shown: Site, usual: Sequence[Site], name: str) -> str:
    """The line of the call, however long."""
    indent = indent_of(source.splitlines()[shown.statement.lineno - 1])
    first = f"router={name}" if shown.is_named else name
    arguments = ", ".join([first, *_shared(source, usual)])
    return f"{indent}{shown.receiver}.include_router({arguments})"


def _shared(source: str, usual: Sequence[Site]) -> Iterator[str]:
    """The keywords that all of them pass with the same value."""
    if prefix := _prefix(source, usual):
        yield f"prefix={prefix}"
    first, *others = usual
    passed = [_keywords(site) for site in others]
    for name, value in _keywords(first).items() if others else ():
        same = ast.dump(value)
        is_shared = all(name in one and ast.dump(one[name]) == same for one in passed)
        if is_shared and name not in OWN:
            yield f"{name}={ast.get_source_segment(source, value)}"


def _keywords(site: Site) -> dict[str, ast.expr]:
    return {one.arg: one.value for one in site.call.keywords if one.arg}


def _prefix(source: str, usual: Sequence[Site]) -> str:
    """What the prefixes begin with, as an expression."""
    values = [_keywords(site).get("prefix") for site in usual]
    parts = [list(_parts(value)) for value in values if value]
    if len(parts) < len(values):
        return ""
    return _written(leading(parts, [one.name for one in usual]), source)


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


def _written(parts: Sequence[str], source: str) -> str:
    text = "".join(parts)
    if len(parts) == 1 and text.startswith("{"):
        return text[1:-1]
    return f"{'f' if '{' in text else ''}{quoted(text, source)}" if text else ""
