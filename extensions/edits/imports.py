"""Imports as a project writes its own: beside others of their kind, in their order."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from .module import Function, Import, Module, blocks, end
from .safety import NotSafe

SILENT = "# noqa"
"""Said of an import that no rule is to notice, whatever stands above it."""

LATE = "# noqa: E402"
"""Said of an import that stands below, since above it would be circular."""


@dataclass(frozen=True)
class Home:
    """The module that is edited."""

    name: str
    is_package: bool = False
    own: frozenset[str] = frozenset()
    """The packages and modules that are the project's."""
    is_late: bool = False
    """Whether what is added cannot be imported before what it defines."""

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

    def origins(self, node: ast.AST) -> Iterator[tuple[str, str, str]]:
        """What is imported in a tree: the module, the name in it, and the name here."""
        for one in ast.walk(node):
            if isinstance(one, ast.ImportFrom):
                for alias in one.names:
                    yield self.absolute(one), alias.name, alias.asname or alias.name
            elif isinstance(one, ast.Import):
                for alias in one.names:
                    yield alias.name, "", alias.asname or alias.name.partition(".")[0]


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


@dataclass(frozen=True)
class Bound:
    """An import that is there, and the block that it stands in."""

    node: Import
    block: Sequence[ast.stmt]

    @property
    def is_relative(self) -> bool:
        return isinstance(self.node, ast.ImportFrom) and self.node.level > 0


def imports(tree: ast.AST) -> Iterator[Bound]:
    """All imports of a tree, the outer ones first."""
    for block in (one for node in ast.walk(tree) for one in blocks(node)):
        for node in block:
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield Bound(node, block)


# Where an import goes -----------------------------------------------------------------


def add_import(module: Module, home: Home, wanted: Wanted, shown: Bound | None) -> None:
    """Add an import after another one, or where nobody shows a place, at the top."""
    if shown:
        _add_beside(module, home, wanted, shown)
        return
    body = module.tree.body
    node, is_alike = _first_party(body, home, wanted)
    if node and is_alike:
        _add_beside(module, home, wanted, Bound(node, body))
    elif node:
        module.add_lines(end(node), "", wanted.statement(home))
    else:
        row = end(body[0]) if body and ast.get_docstring(module.tree) else 0
        before, after = [""] * bool(row), [""] * bool(module.line(row + 1))
        module.add_lines(row, *before, wanted.statement(home), *after)


def _add_beside(module: Module, home: Home, wanted: Wanted, shown: Bound) -> None:
    """Add it after one of its kind, or to the statement that imports from its module."""
    node, block = shown.node, shown.block
    same = None if wanted.comment else _joinable(block, home, wanted)
    if not all(map(module.stands_alone, (node, same or node))):
        raise NotSafe("its imports share a line")
    if same:
        module.add_last(same.names, same.lineno, wanted.name)
        return
    comment = module.comment_after(node)
    suppression = comment if comment.startswith("# noqa") else ""
    wanted = replace(wanted, comment=_suppressing(wanted.comment, suppression))
    wanted = _noted(module, block, wanted)
    module.add_lines(end(node), module.indent(node) + wanted.statement(home))


def _suppressing(ours: str, theirs: str) -> str:
    """A comment that silences what either does; without codes, one silences all."""
    if not (ours and theirs) or ":" not in theirs:
        return theirs or ours
    codes = (
        one for text in (theirs, ours) for one in text.partition(":")[2].split(",")
    )
    return f"# noqa: {', '.join(dict.fromkeys(map(str.strip, codes)))}"


def late(wanted: Wanted, home: Home, also: str = "") -> str:
    """An import below what the module defines, which linters are told of."""
    return replace(wanted, comment=f"{LATE}{also}").statement(home)


def add_at_the_end(module: Module, *new: str) -> None:
    """Below all that the module defines, but for what only runs it as a script."""
    body = module.tree.body
    while body and isinstance(body[-1], ast.If) and "__name__" in _test(body[-1]):
        body = body[:-1]
    if not body:
        module.add_lines(0, *new)
        return
    is_definition = isinstance(body[-1], Function | ast.ClassDef)
    module.add_lines(end(body[-1]), *[""] * (1 + is_definition), *new)


def _test(node: ast.If) -> str:
    return ast.unparse(node.test)


def _first_party(
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
        if any(place.partition(".")[0] in tops for place, *_ in home.origins(node))
    ]


def _noted(module: Module, block: Sequence[ast.stmt], wanted: Wanted) -> Wanted:
    """An import of a module with a comment where linters look for one.

    Of several modules of one package they notice the last, so its comment moves there.
    """
    top = wanted.module.partition(".")[0]
    alike = [
        one
        for one in block
        if isinstance(one, ast.Import)
        and one.names[0].name.partition(".")[0] == top
        and not one.names[0].asname
    ]
    if wanted.name or wanted.alias or not alike:
        return wanted
    last = max(alike, key=lambda one: one.names[0].name)
    if last.names[0].name > wanted.module and wanted.comment != SILENT:
        return replace(wanted, comment="")
    if module.comment_after(last) == wanted.comment not in {"", SILENT}:
        module.drop_comment(last)
    return wanted


def _joinable(
    block: Sequence[ast.stmt], home: Home, wanted: Wanted
) -> ast.ImportFrom | None:
    """The statement that imports from the same module, unless each name has its own."""
    plain = [
        one
        for one in block
        if isinstance(one, ast.ImportFrom)
        and home.absolute(one) == wanted.module
        and all(alias.name != "*" and not alias.asname for alias in one.names)
    ]
    is_alone = not wanted.name or wanted.alias or len(plain) != 1
    return None if is_alone else plain[0]
