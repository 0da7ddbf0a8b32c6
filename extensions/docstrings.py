"""Docstrings for what has none, where the project's linter asks for them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias

Documented: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

CLASS, METHOD, FUNCTION = "D101", "D102", "D103"
PACKAGE, MAGIC, INIT = "D104", "D105", "D107"
RULES = frozenset({CLASS, METHOD, FUNCTION, PACKAGE, MAGIC, INIT})
"""Those of ruff that ask for them."""

OF_INIT = "Initialize"


def documented(source: str, rules: frozenset[str], package: str = "") -> str:
    """The module; a public name that needs a docstring is written out as a sentence.

    `package` is the name of the package that it begins, if it does.
    """
    if package and not source.strip() and PACKAGE in rules:
        return f'"""{_sentence(package)}"""\n'
    lines = source.splitlines(keepends=True)
    for rule, node in [*_public(ast.parse(source))][::-1]:
        if rule in rules and _is_bare(node):
            first = node.body[0]
            indent = " " * first.col_offset
            lines.insert(_start(first) - 1, f'{indent}"""{_sentence(node.name)}"""\n')
    return "".join(lines)


def _public(module: ast.Module) -> Iterator[tuple[str, Documented]]:
    """What a linter looks at, with the rule, in order."""
    for node in module.body:
        if not isinstance(node, Documented) or node.name.startswith("_"):
            continue
        if not isinstance(node, ast.ClassDef):
            yield FUNCTION, node
            continue
        yield CLASS, node
        for inner in node.body:
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                yield _rule_of_method(inner.name), inner


def _rule_of_method(name: str) -> str:
    if name == "__init__":
        return INIT
    is_magic = name.startswith("__") and name.endswith("__")
    return MAGIC if is_magic else "" if name.startswith("_") else METHOD


def _is_bare(node: Documented) -> bool:
    """Whether it has no docstring, and a line of its own to put one before."""
    return ast.get_docstring(node) is None and node.body[0].lineno > node.lineno


def _start(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, Documented) else []
    return min([node.lineno, *(one.lineno for one in decorators)])


def _sentence(name: str) -> str:
    words = name.removeprefix("test_").strip("_").split("_")
    return f"{OF_INIT if words == ['init'] else ' '.join(words).capitalize()}."
