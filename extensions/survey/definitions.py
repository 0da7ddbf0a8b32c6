"""What stands behind a reference: a class, a function, a method, a value."""

from __future__ import annotations

import ast

from .reading import Module, Sources
from .syntax import Function, named


def defined(sources: Sources, reference: str) -> tuple[Module, ast.stmt] | None:
    """What gives a name its value, whoever hands it on."""
    place, _, name = sources.origin(reference).partition(":")
    module = sources.by_name.get(place)
    node = module.defined.get(name) if module else None
    return (module, node) if module and node else None


def class_of(sources: Sources, reference: str) -> tuple[Module, ast.ClassDef] | None:
    """The class behind a reference."""
    match defined(sources, reference):
        case module, ast.ClassDef() as node:
            return module, node
    return None


def value_of(sources: Sources, reference: str) -> tuple[Module, ast.expr] | None:
    """The value that a name at the top of a module is given."""
    match defined(sources, reference):
        case module, ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            return module, value
    return None


def function_of(sources: Sources, reference: str) -> tuple[Module, Function] | None:
    """The function behind a reference, or the method of an object or a class."""
    method = reference.partition(":")[2].partition(".")[2]
    owner = reference.removesuffix(f".{method}") if method else reference
    match defined(sources, owner):
        case module, ast.FunctionDef() | ast.AsyncFunctionDef() as node:
            return module, node
        case module, ast.ClassDef() as node if method:
            return _method((module, node), method)
        case module, ast.Assign(value=value) | ast.AnnAssign(value=value) if method:
            return _method(class_of(sources, named(module, value)), method)
    return None


def _method(
    found: tuple[Module, ast.ClassDef] | None, method: str
) -> tuple[Module, Function] | None:
    for node in found[1].body if found else ():
        if found and isinstance(node, Function) and node.name == method:
            return found[0], node
    return None
