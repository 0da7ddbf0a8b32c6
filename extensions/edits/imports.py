"""Imports as a project writes its own: beside others of their kind, in their order."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from .lists import after_last
from .safety import NotSafe
from .trees import Import, comment_after, end, indent_of, inserted, stands_alone


@dataclass(frozen=True)
class Home:
    """The module that is edited."""

    name: str
    is_package: bool = False
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
        return self.alias or self.name or self.module.partition(".")[0]

    def statement(self, home: Home) -> str:
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
    """The module with one more import, after another one of its kind.

    It joins the statement that imports from the same module, if there is one.
    """
    lines = source.splitlines(keepends=True)
    same = None if wanted.comment else _joinable(body, home, wanted)
    if not all(stands_alone(one, lines) for one in (node, same or node)):
        raise NotSafe("its imports share a line")
    if same:
        return after_last(source, same.names, wanted.name, same.lineno)
    wanted = replace(wanted, comment=wanted.comment or _suppression(node, lines))
    wanted = _noted(lines, body, wanted)
    new = indent_of(lines[node.lineno - 1]) + wanted.statement(home)
    return inserted(lines, end(node), new)


def first_party(
    body: Sequence[ast.stmt], home: Home, wanted: Wanted
) -> tuple[Import | None, bool]:
    """The import that one follows that has no neighbour, and whether it is of its kind."""
    block = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
    top = wanted.module.partition(".")[0]
    ours = _of(block, home, {top}) or _of(block, home, home.own)
    return next(reversed(ours or block), None), bool(ours)


def _of(block: Sequence[Import], home: Home, tops: Collection[str]) -> list[Import]:
    return [
        node
        for node in block
        if any(place.partition(".")[0] in tops for place, *_ in origins(node, home))
    ]


def _noted(lines: list[str], body: Sequence[ast.stmt], wanted: Wanted) -> Wanted:
    """An import of a module with a comment where linters look for one.

    Of several modules of one package they notice the last, so its comment moves there.
    """
    top = wanted.module.partition(".")[0]
    alike = [
        one
        for one in body
        if isinstance(one, ast.Import)
        and one.names[0].name.partition(".")[0] == top
        and not one.names[0].asname
    ]
    if wanted.name or wanted.alias or not alike:
        return wanted
    last = max(alike, key=lambda one: one.names[0].name)
    if last.names[0].name > wanted.module:
        return replace(wanted, comment="")
    row, comment = end(last) - 1, comment_after(last, lines)
    if comment == wanted.comment != "":
        lines[row] = lines[row].replace(comment, "").rstrip() + "\n"
    return wanted


def _suppression(node: ast.stmt, lines: Sequence[str]) -> str:
    """What tells a linter to let an import pass."""
    comment = comment_after(node, lines)
    return comment if comment.startswith("# noqa") else ""


def _joinable(
    body: Sequence[ast.stmt], home: Home, wanted: Wanted
) -> ast.ImportFrom | None:
    """The statement that imports from the same module, unless each name has its own."""
    plain = [
        one
        for one in body
        if isinstance(one, ast.ImportFrom)
        and home.absolute(one) == wanted.module
        and all(alias.name != "*" and not alias.asname for alias in one.names)
    ]
    is_alone = not wanted.name or wanted.alias or wanted.name == "*" or len(plain) != 1
    return None if is_alone else plain[0]
