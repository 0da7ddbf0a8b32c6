"""Places for lines in a module, where no neighbour shows one."""

from __future__ import annotations

import ast
from dataclasses import replace

from .imports import Home, Wanted, beside, first_party
from .trees import Function, end, indent_of, inserted, parsed

LATE = "# noqa: E402"
"""Said of an import that stands below, since above it would be circular."""


def with_import(source: str, wanted: Wanted, home: Home) -> str:
    """The module with an import at its top."""
    tree = parsed(source)
    node, is_alike = first_party(tree.body, home, wanted)
    if node and is_alike:
        return beside(source, home, wanted, node, tree.body)
    lines = source.splitlines(keepends=True)
    if node:
        return inserted(lines, end(node), "", wanted.statement(home))
    at = end(tree.body[0]) if tree.body and ast.get_docstring(tree) else 0
    after = [""] if at < len(lines) and lines[at].strip() else []
    return inserted(lines, at, *[""] * bool(at), wanted.statement(home), *after)


def late(wanted: Wanted, owner: Function | None, home: Home) -> str:
    """An import right before it is needed."""
    comment = "" if owner else LATE
    return replace(wanted, comment=comment).statement(home)


def at_the_end(source: str, tree: ast.Module, new: list[str]) -> str:
    """Below all that the module defines, but for what only runs it as a script."""
    lines, body = source.splitlines(keepends=True), tree.body
    while body and isinstance(body[-1], ast.If) and "__name__" in _test(body[-1]):
        body = body[:-1]
    if not body:
        return inserted(lines, 0, *new)
    is_definition = isinstance(body[-1], Function | ast.ClassDef)
    return inserted(lines, end(body[-1]), *[""] * (1 + is_definition), *new)


def _test(node: ast.If) -> str:
    return ast.unparse(node.test)


def at_the_return(source: str, owner: Function, new: list[str]) -> str:
    """At the end of a function, or before it gives back what it has made."""
    lines = source.splitlines(keepends=True)
    indent = indent_of(lines[owner.body[0].lineno - 1])
    returns = [one for one in owner.body if isinstance(one, ast.Return)]
    at = returns[-1].lineno - 1 if returns else end(owner.body[-1])
    return inserted(lines, at, *(indent + one for one in new))
