"""Entries of lists as a project writes its own."""

from __future__ import annotations

import ast

from ..slice.code import INDENT
from .safety import NotSafe
from .trees import end, ended, indent_of, inserted

CLOSING = {"[": "]", "(": ")"}


def with_item(source: str, value: ast.List | ast.Tuple, entry: str, length: int) -> str:
    """The source with an entry at the end of a list."""
    lines = ended(source.splitlines(keepends=True))
    if _before(lines, value.lineno, value.col_offset)[1][:1] not in CLOSING:
        raise NotSafe("the list has no brackets")
    if value.lineno == end(value):
        return _flat(lines, value, entry, length)
    rows = {item.lineno for item in value.elts}
    if len(rows) == len(value.elts) and value.lineno not in rows:
        return _below(lines, value, entry)
    if "#" in "".join(lines[value.lineno - 1 : end(value)]):
        raise NotSafe("the list has comments, and several entries a line")
    return _exploded(lines, value, _entries(source, value, entry))


def _before(lines: list[str], row: int, column: int) -> tuple[str, str]:
    """A line, divided at a column of its bytes."""
    line = lines[row - 1].encode()
    return line[:column].decode(), line[column:].decode()


def _entries(source: str, value: ast.List | ast.Tuple, entry: str) -> list[str]:
    there = (ast.get_source_segment(source, item) or "" for item in value.elts)
    return [*there, entry]


def _flat(
    lines: list[str], value: ast.List | ast.Tuple, entry: str, length: int
) -> str:
    """On its line where it fits, else with an entry a line."""
    entries = _entries("".join(lines), value, entry)
    before, rest = _before(lines, value.lineno, value.col_offset)
    _, after = _before(lines, end(value), value.end_col_offset or 0)
    is_single = rest[0] == "(" and len(entries) == 1
    inner = ", ".join(entries) + ("," if is_single else "")
    flat = f"{before}{rest[0]}{inner}{CLOSING[rest[0]]}{after}"
    if len(flat.rstrip("\n")) > length:
        return _exploded(lines, value, entries)
    at = value.lineno - 1
    return "".join([*lines[:at], flat, *lines[at + 1 :]])


def _exploded(lines: list[str], value: ast.List | ast.Tuple, entries: list[str]) -> str:
    before, rest = _before(lines, value.lineno, value.col_offset)
    _, after = _before(lines, end(value), value.end_col_offset or 0)
    indent = indent_of(lines[value.lineno - 1])
    inner = (f"{indent}{INDENT}{one}," for one in entries)
    new = [f"{before}{rest[0]}", *inner, f"{indent}{CLOSING[rest[0]]}{after.rstrip()}"]
    at = value.lineno - 1
    return inserted([*lines[:at], *lines[end(value) :]], at, *new)


def _below(lines: list[str], value: ast.List | ast.Tuple, entry: str) -> str:
    """On a line of its own after the last one."""
    last = value.elts[-1]
    row = end(last)
    before, rest = _before(lines, row, last.end_col_offset or 0)
    comma = "" if rest.lstrip().startswith(",") else ","
    changed = [*lines[: row - 1], f"{before}{comma}{rest}", *lines[row:]]
    return inserted(changed, row, f"{indent_of(lines[last.lineno - 1])}{entry},")
