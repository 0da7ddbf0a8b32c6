"""A module that is edited: what is added to it is gathered, and then written at once.

So every place is one of its tree. Orders, and how much fits on a line, are the work of ruff.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeAlias

from .safety import NotSafe

Import: TypeAlias = ast.Import | ast.ImportFrom
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Node: TypeAlias = ast.stmt | ast.expr | ast.alias


class Module:
    """One module, and the changes of its text."""

    def __init__(self, source: str) -> None:
        self.source = source
        ended = f"{source}\n" if source and not source.endswith("\n") else source
        self._lines = ended.encode().splitlines(keepends=True)
        self._changes: list[tuple[int, int, str]] = []

    @cached_property
    def tree(self) -> ast.Module:
        """What it says, or `NotSafe`."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the project's code, not of ours
            try:
                return ast.parse(self.source)
            except (SyntaxError, ValueError, RecursionError) as error:
                raise NotSafe("it is not Python that can be read") from error

    @property
    def text(self) -> str:
        """It with all its changes."""
        if not self._changes:
            return self.source
        old, made, at = b"".join(self._lines), b"", 0
        for start, stop, new in sorted(self._changes, key=itemgetter(0)):
            made += old[at:start] + new.encode()
            at = stop
        return (made + old[at:]).decode()

    # What it says ---------------------------------------------------------------------

    def line(self, row: int) -> str:
        """A line without its end; empty where there is none."""
        return b"".join(self._lines[row - 1 : row]).decode().rstrip()

    def indent(self, node: Node) -> str:
        """The white space before the line that a node begins on."""
        line = self.line(node.lineno)
        return line[: len(line) - len(line.lstrip())]

    def after(self, node: Node) -> str:
        """What follows a node on its last line."""
        return self._lines[end(node) - 1][node.end_col_offset or 0 :].decode().rstrip()

    def comment_after(self, node: Node) -> str:
        rest = self.after(node).lstrip()
        return rest if rest.startswith("#") else ""

    def stands_alone(self, node: Node) -> bool:
        """Whether nothing else shares the lines of a node."""
        is_last = not self.after(node) or self.comment_after(node)
        return (
            bool(is_last)
            and not self._lines[node.lineno - 1][: node.col_offset].strip()
        )

    def quoted(self, text: str) -> str:
        """A text in the quotes that it uses most."""
        quote = "'" if self.source.count("'") > self.source.count('"') else '"'
        return f"{quote}{text}{quote}"

    # What is added --------------------------------------------------------------------

    def add_lines(self, row: int, *new: str) -> None:
        """Add lines below one."""
        self._change(row + 1, 0, "".join(f"{line}\n" for line in new))

    def add_entry(self, value: ast.List | ast.Tuple, entry: str) -> None:
        """Add an entry at the end of a list."""
        row, column = value.lineno, value.col_offset
        bracket = self._lines[row - 1][column : column + 1]
        if bracket not in {b"[", b"("}:
            raise NotSafe("the list has no brackets")
        if value.elts:
            self.add_last(value.elts, row, entry)
        else:
            self._change(row, column + 1, entry + ("," if bracket == b"(" else ""))

    def add_last(self, entries: Sequence[Node], opening: int, entry: str) -> None:
        """Add one more to some entries, whose list begins on the line `opening`.

        It gets a line of its own where the last one has one.
        """
        last = entries[-1]
        row, column, rest = end(last), last.end_col_offset or 0, self.after(last)
        is_alone = re.fullmatch(r"\s*,?\s*(#.*)?", rest) is not None
        if last.lineno in {opening, *map(end, entries[:-1])} or not is_alone:
            is_single = len(entries) == 1 and rest.startswith(",")
            self._change(row, column + is_single, f"{'' if is_single else ','} {entry}")
            return
        if not rest.lstrip().startswith(","):
            self._change(row, column, ",")
        self.add_lines(row, f"{self.indent(last)}{entry},")

    def drop_comment(self, node: Node) -> None:
        """Take away the comment after a node."""
        row, column = end(node), node.end_col_offset or 0
        self._change(row, column, "", len(self.after(node).encode()))

    def _change(self, row: int, column: int, new: str, length: int = 0) -> None:
        start = sum(map(len, self._lines[: row - 1])) + column
        self._changes.append((start, start + length, new))


def with_entry(module: Module, variable: str, entry: str) -> bool:
    """Add an entry to the list that has a name, unless it is there; whether it was not."""
    found = [
        value
        for node in module.tree.body
        for name, value in assigned(node)
        if name == variable and isinstance(value, ast.List | ast.Tuple)
    ]
    if len(found) != 1:
        raise NotSafe(f"there is no list {variable}")
    wanted = ast.dump(ast.parse(entry, mode="eval").body)
    is_missing = wanted not in map(ast.dump, found[0].elts)
    if is_missing:
        module.add_entry(found[0], entry)
    return is_missing


def assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The name that gets a value, and the value."""
    match node:
        case ast.Assign([ast.Name(name)], value):
            yield name, value
        case ast.AnnAssign(ast.Name(name), value=ast.expr() as value):
            yield name, value


def blocks(node: ast.AST) -> Iterator[list[Any]]:
    """The blocks of a statement: lists of statements, or of handlers that have some."""
    for name in ("body", "orelse", "finalbody", "handlers"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield block


def end(node: Node) -> int:
    """The last line of a node."""
    return node.end_lineno or node.lineno
