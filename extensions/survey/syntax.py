"""What the facts look for in a tree."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from .reading import Module

Function = ast.FunctionDef | ast.AsyncFunctionDef


def dotted(node: ast.AST | None) -> str:
    """`a.b.c` of names and attributes; nothing of all else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


def last(node: ast.AST | None) -> str:
    """The last name of what is called, subscribed or named."""
    if isinstance(node, ast.Call):
        return last(node.func)
    if isinstance(node, ast.Subscript):
        return last(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def text_of(node: ast.AST | None) -> str:
    """A string literal's text; nothing of all else."""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text and isinstance(node, ast.Constant) else ""


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """The calls of a name, whatever it is an attribute of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and last(node.func) == name:
            yield node


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword argument."""
    return next((one.value for one in call.keywords if one.arg == name), None)


def assigned(
    body: Iterable[ast.stmt],
) -> Iterator[tuple[str, ast.expr | None, ast.stmt]]:
    """Names that get a value or an annotation, with the value."""
    for node in body:
        match node:
            case ast.Assign([ast.Name(name)], value):
                yield name, value, node
            case ast.AnnAssign(ast.Name(name), value=value):
                yield name, value, node


def classes(module: Module) -> Iterator[ast.ClassDef]:
    """The classes of a module."""
    return (node for node in module.tree.body if isinstance(node, ast.ClassDef))


def functions(module: Module) -> Iterator[Function]:
    """The functions of a module."""
    return (node for node in module.tree.body if isinstance(node, Function))


def reference(module: Module, name: str) -> str:
    """`module:name` of a name that a module defines or imports."""
    return module.imports.get(name, f"{module.name}:{name}")


def named(module: Module, node: ast.AST | None) -> str:
    """`module:name` of `name`, `package.name` or the like in a module."""
    if isinstance(node, ast.Call | ast.Subscript):
        return named(module, node.func if isinstance(node, ast.Call) else node.value)
    if isinstance(node, ast.Attribute):
        origin = named(module, node.value)
        return f"{origin.replace(':', '.').lstrip('.')}:{node.attr}"
    return reference(module, last(node))
