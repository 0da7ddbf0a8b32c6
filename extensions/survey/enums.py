"""Enum classes of the project, and what they list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from .reading import Module, Sources
from .syntax import assigned, last, named, text_of

ENUMS = frozenset({"Enum", "IntEnum", "StrEnum", "IntegerChoices", "TextChoices"})
LOWERED = "StrEnum"
"""Of its members, `auto()` is the name in small letters."""
DEEPEST = 4
"""Classes between an enum and what makes it one."""


@dataclass(frozen=True)
class Enumeration:
    """An enum, by what it is imported as."""

    reference: str
    values: dict[str, str]
    """Texts by the names of its members; empty where they are no texts."""


def enumeration(
    sources: Sources, module: Module, node: ast.expr | None
) -> Enumeration | None:
    """The enum that an expression names."""
    if not isinstance(node, ast.Name | ast.Attribute):
        return None
    reference = sources.origin(named(module, node))
    place, _, name = reference.partition(":")
    known = sources.by_name.get(place)
    kind = _class(known, name) if known else None
    if known is None or kind is None:
        return None
    roots = {*_roots(sources, known, kind, DEEPEST)}
    if not roots & ENUMS:
        return None
    return Enumeration(reference, dict(_members(kind, lowered=LOWERED in roots)))


def _class(module: Module, name: str) -> ast.ClassDef | None:
    found = (node for node in module.statements if isinstance(node, ast.ClassDef))
    return next((node for node in found if node.name == name), None)


def _roots(
    sources: Sources, module: Module, kind: ast.ClassDef, depth: int
) -> Iterator[str]:
    """The names of what it derives from, through classes of the project."""
    for base in kind.bases:
        place, _, name = sources.origin(named(module, base)).partition(":")
        known = sources.by_name.get(place)
        above = _class(known, name) if known else None
        yield last(base)
        if known and above and depth:
            yield from _roots(sources, known, above, depth - 1)


def _members(kind: ast.ClassDef, *, lowered: bool) -> Iterator[tuple[str, str]]:
    """Its members; none where one of them is no text."""
    found = {
        name: value
        for name, value, _ in assigned(kind.body)
        if name[0] != "_" and value
    }
    texts = {
        name: name.lower() if lowered and last(value) == "auto" else text_of(value)
        for name, value in found.items()
    }
    if all(texts.values()):
        yield from texts.items()
