"""Imports as a project writes its own: beside others of their kind, in their order."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..slice.code import INDENT, natural
from .safety import NotSafe
from .trees import (
    Import,
    comment_after,
    end,
    indent_of,
    inserted,
    parsed,
    stands_alone,
)
from .wrapping import LINE


@dataclass(frozen=True)
class Home:
    """The module that is edited."""

    name: str
    is_package: bool = False
    length: int = LINE
    """Columns that a line may have."""
    own: frozenset[str] = frozenset()
    """The packages and modules that are the project's."""

    @property
    def package(self) -> str:
        """What its relative imports start from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    def absolute(self, node: ast.ImportFrom) -> str:
        """The module that a statement imports from."""
        if not node.level:
            return node.module or ""
        parts = self.package.split(".")
        kept = parts[: len(parts) - node.level + 1]
        return ".".join([*kept, *filter(None, [node.module])])

    def relative(self, module: str) -> str:
        """A module as it is imported from here with dots, where that can be."""
        here, there = self.package.split("."), module.split(".")
        same = 0
        while here[same : same + 1] == there[same : same + 1] != []:
            same += 1
        up = len(here) - same
        return "." * (up + 1) + ".".join(there[same:]) if same else module


@dataclass(frozen=True)
class Wanted:
    """An import to be made; without a name, that of the module itself."""

    module: str
    name: str = ""
    alias: str = ""
    is_relative: bool = False
    comment: str = ""

    @property
    def bound(self) -> str:
        """What it is called then."""
        return self.alias or self.name or self.module.partition(".")[0]

    def statement(self, home: Home) -> str:
        """It as it is written."""
        module = home.relative(self.module) if self.is_relative else self.module
        start = f"from {module} import {self.name}" if self.name else f"import {module}"
        renamed = f" as {self.alias}" if self.alias else ""
        return f"{start}{renamed}{f'  {self.comment}' if self.comment else ''}"


def origins(node: ast.stmt, home: Home) -> Iterator[tuple[str, str, str]]:
    """What a statement imports: the module, the name in it, and the name here."""
    if isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield home.absolute(node), alias.name, alias.asname or alias.name
    elif isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.name, "", alias.asname or alias.name.partition(".")[0]


def beside(
    source: str, home: Home, wanted: Wanted, node: Import, body: Sequence[ast.stmt]
) -> str:
    """The module with one more import, where another one of its kind stands.

    It joins the statement that imports from the same module; else it stands in the order
    of its section, if that has any, or after the other one.
    """
    lines = source.splitlines(keepends=True)
    if not stands_alone(node, lines):
        raise NotSafe("its imports share a line")
    section = _section(body, node, lines)
    same = None if wanted.comment else _joinable(section, home, wanted)
    wanted = replace(wanted, comment=wanted.comment or _suppression(node, lines))
    if same:
        return _joined(lines, same, wanted.name, home)
    at = _place(section, node, wanted, home, lines)
    wanted = _noted(lines, section, wanted, at)
    new = indent_of(lines[node.lineno - 1]) + wanted.statement(home)
    return inserted(lines, at, new)


def first_party(
    body: Sequence[ast.stmt], home: Home, wanted: Wanted
) -> tuple[Import | None, bool]:
    """The import that one follows that has no neighbour, and whether it is of its kind."""
    block = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
    top = wanted.module.partition(".")[0]
    ours = _of(block, home, {top}) or _of(block, home, home.own)
    return next(reversed(ours or block), None), bool(ours)


def _of(block: Sequence[Import], home: Home, tops: Collection[str]) -> list[Import]:
    """The imports from some packages."""
    return [
        node
        for node in block
        if any(place.partition(".")[0] in tops for place, *_ in origins(node, home))
    ]


def _noted(lines: list[str], section: list[Import], wanted: Wanted, at: int) -> Wanted:
    """An import of a module with a comment where linters look for one.

    Of several modules of one package they notice the last, so its comment moves there.
    """
    top = wanted.module.partition(".")[0]
    alike = [
        one
        for one in section
        if isinstance(one, ast.Import)
        and one.names[0].name.partition(".")[0] == top
        and not one.names[0].asname
    ]
    if wanted.name or wanted.alias or not alike:
        return wanted
    if end(alike[-1]) > at:
        return replace(wanted, comment="")
    row, comment = end(alike[-1]) - 1, comment_after(alike[-1], lines)
    if comment == wanted.comment != "":
        lines[row] = lines[row].replace(comment, "").rstrip() + "\n"
    return wanted


def _suppression(node: ast.stmt, lines: Sequence[str]) -> str:
    """What tells a linter to let an import pass."""
    comment = comment_after(node, lines)
    return comment if comment.startswith("# noqa") else ""


# Where it stands ------------------------------------------------------------------


def _section(
    body: Sequence[ast.stmt], node: Import, lines: Sequence[str]
) -> list[Import]:
    """The imports around one, without an empty line between them."""
    at = next(place for place, one in enumerate(body) if one is node)
    before = _run(reversed(body[:at]), node, lines)
    after = _run(iter(body[at + 1 :]), node, lines)
    return [*reversed(before), node, *after]


def _run(
    nodes: Iterator[ast.stmt], start: Import, lines: Sequence[str]
) -> list[Import]:
    found: list[Import] = []
    last: ast.stmt = start
    for node in nodes:
        first, second = sorted((last, node), key=lambda one: one.lineno)
        between = lines[end(first) : second.lineno - 1]
        is_import = isinstance(node, ast.Import | ast.ImportFrom)
        if not is_import or any(not line.strip() for line in between):
            break
        assert isinstance(node, ast.Import | ast.ImportFrom)
        found.append(node)
        last = node
    return found


def _place(
    section: list[Import],
    node: Import,
    wanted: Wanted,
    home: Home,
    lines: Sequence[str],
) -> int:
    """The number of lines before it."""
    keys = [_order(one) for one in section]
    [new] = [_order(one) for one in parsed(wanted.statement(home)).body]
    if keys != sorted(keys):
        return end(node)
    before = sum(key < new for key in keys)
    if before == len(section):
        return end(section[-1])
    at = section[before].lineno - 1
    while before and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def _order(node: ast.stmt) -> tuple[Any, ...]:
    """As isort and ruff order the statements of a section."""
    if isinstance(node, ast.ImportFrom):
        module, member = node.module or "", member_order(node.names[0].name)
        return True, -node.level, natural(module.lower()), natural(module), member
    assert isinstance(node, ast.Import)
    module = node.names[0].name
    return False, 0, natural(module.lower()), natural(module), member_order("a")


def member_order(name: str) -> tuple[Any, ...]:
    """Constants, then classes, then the rest."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, natural(name.lower()), natural(name)


# Joining a statement --------------------------------------------------------------


def _joinable(
    section: list[Import], home: Home, wanted: Wanted
) -> ast.ImportFrom | None:
    """The statement that imports from the same module, unless each name has its own."""
    same = [
        one
        for one in section
        if isinstance(one, ast.ImportFrom) and home.absolute(one) == wanted.module
    ]
    plain = [one for one in same if _is_plain(one)]
    is_alone = not wanted.name or wanted.alias or wanted.name == "*" or len(plain) != 1
    return None if is_alone else plain[0]


def _is_plain(node: ast.ImportFrom) -> bool:
    return all(alias.name != "*" and not alias.asname for alias in node.names)


def _joined(lines: list[str], node: ast.ImportFrom, name: str, home: Home) -> str:
    names = [alias.name for alias in node.names]
    keys = [member_order(one) for one in names]
    is_sorted = keys == sorted(keys)
    at = sum(key < member_order(name) for key in keys) if is_sorted else len(names)
    starts = [alias.lineno for alias in node.names]
    if len({node.lineno, *starts}) == len(starts) + 1:
        return _on_a_line(lines, node, name, at)
    if any("#" in line for line in lines[node.lineno - 1 : end(node) - 1]):
        raise NotSafe("its imports have comments within a statement")
    return _written_again(lines, node, [*names[:at], name, *names[at:]], home)


def _on_a_line(lines: list[str], node: ast.ImportFrom, name: str, at: int) -> str:
    """With a line of its own among those of the other names."""
    indent = indent_of(lines[node.names[0].lineno - 1])
    if at < len(node.names):
        return inserted(lines, node.names[at].lineno - 1, f"{indent}{name},")
    last = node.names[-1]
    row = (last.end_lineno or last.lineno) - 1
    line = lines[row].encode()
    before, rest = line[: last.end_col_offset].decode(), line[last.end_col_offset :]
    comma = "" if rest.decode().lstrip().startswith(",") else ","
    lines = [*lines[:row], f"{before}{comma}{rest.decode()}", *lines[row + 1 :]]
    return inserted(lines, row + 1, f"{indent}{name},")


def _written_again(
    lines: list[str], node: ast.ImportFrom, names: list[str], home: Home
) -> str:
    """On one line where it fits, else with a name a line."""
    indent = indent_of(lines[node.lineno - 1])
    start = f"{indent}from {'.' * node.level}{node.module or ''} import "
    comment = comment_after(node, lines)
    after = f"  {comment}" if comment else ""
    flat = f"{start}{', '.join(names)}"
    new = [flat + after]
    if len(flat) > home.length or end(node) > node.lineno:
        inner = (f"{indent}{INDENT}{name}," for name in names)
        new = [f"{start}({after}", *inner, f"{indent})"]
    return inserted(
        [*lines[: node.lineno - 1], *lines[end(node) :]], node.lineno - 1, *new
    )
