"""What stands behind a reference: a class, a function, a method, a value."""

from __future__ import annotations

import ast

from .reading import Module, Sources
from .syntax import Function, assigned, named


def class_of(sources: Sources, reference: str) -> tuple[Module, ast.ClassDef] | None:
    """The class behind a reference, whoever hands it on."""
    place, _, name = sources.origin(reference).partition(":")
    module = sources.by_name.get(place)
    node = module.named.get(name) if module else None
    return (module, node) if module and isinstance(node, ast.ClassDef) else None


def function_of(sources: Sources, reference: str) -> tuple[Module, Function] | None:
    """The function behind a reference, or the method of an object or a class."""
    place, _, name = reference.partition(":")
    first, _, method = name.partition(".")
    module = sources.by_name.get(place)
    if module is None:
        return None
    node = module.named.get(first)
    if isinstance(node, Function):
        return module, node
    if isinstance(node, ast.ClassDef) and method:
        return _method((module, node), method)
    value = value_of(module, first)
    if value is None or not method:
        return None
    return _method(class_of(sources, named(module, value)), method)


def value_of(module: Module, name: str) -> ast.expr | None:
    """The value that a name at the top of a module is given."""
    values = {one: value for one, value, _ in assigned(module.statements)}
    return values.get(name)


def _method(
    found: tuple[Module, ast.ClassDef] | None, method: str
) -> tuple[Module, Function] | None:
    if found is None:
        return None
    module, node = found
    methods = (one for one in node.body if isinstance(one, Function))
    return next(((module, one) for one in methods if one.name == method), None)
