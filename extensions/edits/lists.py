"""Entries of lists, and of imports, as a project writes its own.

An entry comes last, on a line of its own where the last one has one. The order, and how
much fits on a line, are the work of ruff.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .safety import NotSafe
from .trees import assigned, end, ended, indent_of, inserted, parsed

Entry = ast.expr | ast.alias


def with_entry(source: str, variable: str, entry: str) -> str:
    """The module with an entry in a list that has a name, unless it is there."""
    found = [
        value
        for node in parsed(source).body
        for name, value in assigned(node)
        if name == variable and isinstance(value, ast.List | ast.Tuple)
    ]
    if len(found) != 1:
        raise NotSafe(f"there is no list {variable}")
    wanted = ast.dump(ast.parse(entry, mode="eval").body)
    if any(ast.dump(one) == wanted for one in found[0].elts):
        return source
    return with_item(source, found[0], entry)


def with_item(source: str, value: ast.List | ast.Tuple, entry: str) -> str:
    """The source with an entry at the end of a list."""
    lines = ended(source.splitlines(keepends=True))
    before, rest = _divided(lines, value.lineno, value.col_offset)
    if rest[:1] not in {"[", "("}:
        raise NotSafe("the list has no brackets")
    if value.elts:
        return after_last(source, value.elts, entry, value.lineno)
    comma = "," if rest[0] == "(" else ""
    row = value.lineno - 1
    lines[row] = f"{before}{rest[0]}{entry}{comma}{rest[1:]}"
    return "".join(lines)


def after_last(source: str, entries: Sequence[Entry], entry: str, opening: int) -> str:
    """The source with one more of some entries; their list begins on a line."""
    lines = ended(source.splitlines(keepends=True))
    last = entries[-1]
    row = last.end_lineno or last.lineno
    before, rest = _divided(lines, row, last.end_col_offset or 0)
    there = rest.lstrip().removeprefix(",").lstrip()
    others = {opening, *(_end(one) for one in entries[:-1])}
    has_own_line = last.lineno not in others and (not there or there[0] == "#")
    if not has_own_line:
        is_single = len(entries) == 1 and rest.startswith(",")
        rest = rest.removeprefix(",") if is_single else rest
        lines[row - 1] = f"{before}, {entry}{rest}"
        return "".join(lines)
    comma = "" if rest.lstrip().startswith(",") else ","
    lines[row - 1] = f"{before}{comma}{rest}"
    return inserted(lines, row, f"{indent_of(lines[last.lineno - 1])}{entry},")


def _end(node: Entry) -> int:
    return node.end_lineno or node.lineno if isinstance(node, ast.alias) else end(node)


def _divided(lines: Sequence[str], row: int, column: int) -> tuple[str, str]:
    """A line, divided at a column of its bytes."""
    line = lines[row - 1].encode()
    return line[:column].decode(), line[column:].decode()
