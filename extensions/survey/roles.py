"""How users say what they may do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from .columns import Column, Member, column
from .facts import Fact
from .kinds import Kind, kind_of, of_python
from .mapped import classes_of
from .reading import Module, Sources
from .syntax import assigned, named

ATTRIBUTES: Final = ("roles", "role", "is_superuser", "is_admin")
"""What says it, the most telling first."""

TEXTS: Final = frozenset({"enum", "text"})
DEEPEST: Final = 3
"""Classes of users that others derive from."""


def roles(sources: Sources, user: str) -> Fact:
    """The attribute of a user that says it, where it holds texts or is a flag."""
    found = {one.name: one for one in _columns(sources, user, DEEPEST)}
    for name in ATTRIBUTES:
        if name in found and (many := _is_many(sources, found[name])) is not None:
            place = found[name].module.at(rf"(?m)^\s+{name}\b")
            return Fact({"attribute": name, "many": many}, place)
    return Fact(None)


def _is_many(sources: Sources, one: Column) -> bool | None:
    """Whether it holds several; `None` where it holds neither texts nor a flag."""
    kind = of_python(sources, one.module, one.annotation) or kind_of(sources, one)
    if kind.word == "list":
        return True if _is_text(kind.item) else None
    is_flag = kind.word == "bool" and one.name.startswith("is_")
    return False if is_flag or _is_text(kind) else None


def _is_text(kind: Kind | None) -> bool:
    return kind is not None and kind.word in TEXTS


def _columns(sources: Sources, user: str, depth: int) -> Iterator[Column]:
    """What its class holds, be it mapped or plain, and then what is above."""
    classes = classes_of(sources)
    if one := classes.known.get(user):
        yield from classes.columns(one).values()
        return
    place, _, name = user.partition(":")
    module = sources.by_name.get(place)
    for node in module.statements if module else ():
        if module and isinstance(node, ast.ClassDef) and node.name == name:
            for base in node.bases if depth else ():
                above = sources.origin(named(module, base))
                yield from _columns(sources, above, depth - 1)
            yield from _fields(sources, module, node)


def _fields(sources: Sources, module: Module, node: ast.ClassDef) -> Iterator[Column]:
    for name, value, statement in assigned(node.body):
        annotation = getattr(statement, "annotation", None)
        made = column(sources, module, Member(name, annotation, value), plain=True)
        if made:
            yield made
