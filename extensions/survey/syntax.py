"""What the facts look for in a tree."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from .reading import Module

Found = TypeVar("Found", bound=Hashable)
Item = TypeVar("Item")
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
    match node:
        case ast.Call(inner) | ast.Subscript(inner):
            return last(inner)
        case ast.Attribute(attr=name) | ast.Name(name):
            return name
    return ""


def text_of(node: ast.AST | None) -> str:
    """A string literal's text; nothing of all else."""
    match node:
        case ast.Constant(str(text)):
            return text
    return ""


def says(node: ast.AST | None, value: object) -> bool:
    """Whether a literal is this very value."""
    return isinstance(node, ast.Constant) and node.value is value


def items(node: ast.AST | None) -> dict[str, ast.expr]:
    """What a mapping says by the texts that are its keys; nothing of all else."""
    match node:
        case ast.Dict(keys, values):
            pairs = zip(map(text_of, keys), values, strict=True)
            return {key: value for key, value in pairs if key}
    return {}


def commonest(several: Iterable[Found]) -> Found | None:
    """What there is most of, the first of equals."""
    return next((one for one, _ in Counter(several).most_common(1)), None)


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """The calls of a name, whatever it is an attribute of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and last(node.func) == name:
            yield node


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword argument."""
    return next((one.value for one in call.keywords if one.arg == name), None)


def grouped(
    several: Iterable[Item], key: Callable[[Item], Found]
) -> dict[Found, list[Item]]:
    """What there is of each kind."""
    found: dict[Found, list[Item]] = {}
    for one in several:
        found.setdefault(key(one), []).append(one)
    return found


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


def parameters(function: Function) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    """The parameters of a function, with their defaults."""
    arguments = function.args
    several = [*arguments.posonlyargs, *arguments.args]
    without = len(several) - len(arguments.defaults)
    yield from zip(several, [*[None] * without, *arguments.defaults], strict=True)
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)


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
    match node:
        case ast.Call(inner) | ast.Subscript(inner):
            return named(module, inner)
        case ast.Attribute(inner, name):
            return f"{named(module, inner).replace(':', '.').lstrip('.')}:{name}"
    return reference(module, last(node))
