"""Columns that are parts of one attribute: those of `composite(…)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .columns import UNTYPED, Column, Member, bare, written
from .reading import Module, Sources
from .syntax import assigned, last, named, text_of


def parts(sources: Sources, module: Module, member: Member) -> Iterator[Column]:
    """The columns within an attribute, with the types of its class's fields."""
    value = member.value
    if not isinstance(value, ast.Call) or last(value) != "composite":
        return
    made = [one for one in value.args if isinstance(one, ast.Call)]
    calls = [one for one in made if last(one) in UNTYPED]
    types = [*_types(sources, module, member.written)]
    for number, call in enumerate(calls):
        name = text_of(next(iter(call.args), None))
        kind = types[number] if len(types) == len(calls) else None
        if name:
            said = written(kind) if kind is not None else "composite"
            yield Column(name, said, module, kind, (call,), whole=member.name)


def _types(
    sources: Sources, module: Module, annotation: ast.expr | None
) -> Iterator[ast.expr]:
    """What the fields of an attribute's class are said to hold."""
    inner = annotation.slice if isinstance(annotation, ast.Subscript) else None
    place, _, name = sources.origin(named(module, bare(inner))).partition(":")
    known = sources.by_name.get(place)
    for node in known.statements if known else ():
        if isinstance(node, ast.ClassDef) and node.name == name:
            for _, _, field in assigned(node.body):
                if isinstance(field, ast.AnnAssign):
                    yield field.annotation
