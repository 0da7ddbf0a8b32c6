"""Trees of Python modules, and the lines that their nodes stand on."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from .safety import NotSafe

Import: TypeAlias = ast.Import | ast.ImportFrom
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def parsed(source: str) -> ast.Module:
    """The tree of a module, or `NotSafe`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the project's code, not of ours
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError) as error:
            raise NotSafe("it is not Python that can be read") from error


def assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The name that gets a value, and the value."""
    match node:
        case ast.Assign([ast.Name(name)], value):
            yield name, value
        case ast.AnnAssign(ast.Name(name), value=ast.expr() as value):
            yield name, value


def bodies(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    """Every block of statements, the outer ones first."""
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block:
                yield block


def end(node: ast.stmt | ast.expr) -> int:
    """The number of lines up to the end of a node."""
    return node.end_lineno or node.lineno


def ended(lines: list[str]) -> list[str]:
    """The lines, also the last one with a line end."""
    if lines and not lines[-1].endswith("\n"):
        return [*lines[:-1], f"{lines[-1]}\n"]
    return lines


def indent_of(line: str) -> str:
    """The white space that a line begins with."""
    return line[: len(line) - len(line.lstrip())]


def comment_after(node: ast.stmt, lines: Sequence[str]) -> str:
    """The comment at the end of a statement's last line."""
    rest = lines[end(node) - 1].encode()[node.end_col_offset or 0 :].decode()
    found = re.match(r"\s*(#.*)", rest)
    return found[1].rstrip() if found else ""


def stands_alone(node: ast.stmt, lines: Sequence[str]) -> bool:
    """Whether no other statement shares its lines."""
    before = lines[node.lineno - 1].encode()[: node.col_offset].decode()
    rest = lines[end(node) - 1].encode()[node.end_col_offset or 0 :].decode()
    return not before.strip() and (not rest.strip() or rest.lstrip().startswith("#"))


def inserted(lines: list[str], at: int, *new: str) -> str:
    """The lines with others before the one of that number, counted from none."""
    return "".join([*ended(lines[:at]), *(f"{line}\n" for line in new), *lines[at:]])


def quoted(text: str, source: str) -> str:
    """A text in the quotes that a module uses most."""
    quote = "'" if source.count("'") > source.count('"') else '"'
    return f"{quote}{text}{quote}"
