"""Import blocks of files that others share, wrapped as a formatter leaves them."""

from __future__ import annotations

import ast
import sys
import unicodedata
from collections.abc import Iterable, Mapping

from ..slice.code import INDENT, Own, _member_order, natural

LINE = 88


def fits(line: str) -> bool:
    """Whether a formatter leaves the line as it is."""
    return sum(map(_width, line)) <= LINE


def _width(character: str) -> int:
    """The columns that a formatter counts for it."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("F", "W") else 1


def imports(names: Iterable[str], package: Own) -> str:
    """The import block for `module:name` or `module` (`sqlalchemy as sa`) entries.

    Sections are the standard library, others, what is `package`'s own, and tests.
    """
    sections: dict[int, dict[str, set[str]]] = {0: {}, 1: {}, 2: {}, 3: {}}
    for entry in names:
        module, _, name = entry.partition(":")
        sections[_section(module, package)].setdefault(module, set()).add(name)
    blocks = [
        "\n".join(_section_lines(section)) for section in sections.values() if section
    ]
    return "\n\n".join(blocks)


def organised(source: str, package: str) -> str:
    """The import statements of `source`, sorted and wrapped as a formatter would."""
    entries = [
        entry for node in ast.parse(source).body for entry in _entries(source, node)
    ]
    return imports(entries, package) + "\n"


def _entries(source: str, node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Import):
        return [_renamed(alias) for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}:{_renamed(alias)}" for alias in node.names]
    raise ValueError(f"not an import: {ast.get_source_segment(source, node)}")


def _renamed(alias: ast.alias) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name


def _section(module: str, package: Own) -> int:
    root = module.partition(".")[0].partition(" ")[0]
    if root == package or (isinstance(package, frozenset) and root in package):
        return 2
    if root == "tests":
        return 3
    return 0 if root in sys.stdlib_module_names else 1


def _section_lines(section: Mapping[str, set[str]]) -> list[str]:
    modules = sorted(section, key=natural)
    plain = [f"import {module}" for module in modules if "" in section[module]]
    members = [
        _from(module, group)
        for module in modules
        for group in _groups(sorted(section[module] - {""}, key=_member_order))
    ]
    return plain + members


def _groups(members: list[str]) -> list[list[str]]:
    """What shares a statement: all but renamed members, which stand alone."""
    together = [member for member in members if " as " not in member]
    alone = [[member] for member in members if " as " in member]
    groups = [*alone, together] if together else alone
    return sorted(groups, key=lambda group: _member_order(group[0]))


def _from(module: str, members: list[str]) -> str:
    line = f"from {module} import {', '.join(members)}"
    if fits(line):
        return line
    inner = "".join(f"{INDENT}{member},\n" for member in members)
    return f"from {module} import (\n{inner})"
