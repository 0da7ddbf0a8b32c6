"""What is or makes an application, anywhere in a project."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .reading import Module, Sources
from .syntax import (
    Function,
    assigned,
    calls,
    classes,
    functions,
    last,
    named,
    parameters,
)

FASTAPI: Final = "FastAPI"
ENTRIES: Final = ("main", "app", "application", "asgi", "server", "api")
"""Names of modules that an application is most likely to stand in, best first."""


@dataclass(frozen=True)
class Application:
    """Something that is or makes a FastAPI."""

    module: Module
    name: str
    node: ast.stmt
    is_factory: bool
    factory: str = ""
    """The function that makes it, as `module:name`."""

    @property
    def made(self) -> str:
        """What it is, or what makes it."""
        return f"{self.module.name}:{self.name}"

    @property
    def reference(self) -> str:
        """As a server is told of it."""
        return f"{self.made}{'()' if self.is_factory else ''}"

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        """The lower, the likelier."""
        place = (*ENTRIES, self.module.stem).index(self.module.stem)
        is_hidden = self.name.startswith("_")
        return is_hidden, place, self.module.name.count("."), self.reference


@lru_cache(maxsize=4)
def everywhere(sources: Sources) -> tuple[Application, ...]:
    """Every application, also of other projects in the folder."""
    kinds = kinds_of(sources, FASTAPI)
    modules = sources.having(FASTAPI, *(f"{kind}(" for kind in kinds))
    found = [one for module in modules for one in _in(sources, module, kinds)]
    return tuple({one.reference: one for one in found}.values())


def kinds_of(sources: Sources, base: str) -> frozenset[str]:
    """A class of FastAPI, and the classes of the project that derive from it."""
    found, size = {base}, 0
    while len(found) > size:
        size = len(found)
        heirs = sources.matching(rf"(?m)^\s*class \w+\([^)]*\b(?:{'|'.join(found)})\b")
        for module in heirs:
            for node in module.statements:
                if isinstance(node, ast.ClassDef) and found & {*map(last, node.bases)}:
                    found.add(node.name)
    return frozenset(found)


def _in(
    sources: Sources, module: Module, kinds: frozenset[str]
) -> Iterator[Application]:
    """Those of a module, and what its factories make elsewhere."""
    for name, value, node in assigned(module.statements):
        if isinstance(value, ast.Call) and last(value) in kinds:
            yield Application(module, name, node, is_factory=False)
    for function in functions(module):
        is_making = any(any(calls(function, kind)) for kind in kinds)
        if is_making or _is_said_to_make(function, kinds):
            made = list(_made_by(sources, module, function.name))
            asked = any(one is None for _, one in parameters(function))
            is_called = not asked or any(calls(function, FASTAPI))
            factory = Application(module, function.name, function, is_factory=True)
            yield from made or ([factory] if is_called else ())
    for kind in classes(module):
        if any(calls(kind, FASTAPI)):
            yield from _held_by(module, kind.name)


def _is_said_to_make(function: Function, kinds: frozenset[str]) -> bool:
    """Whether it says that it makes one, and asks for none."""
    asked = {last(one.annotation) for one, _ in parameters(function)}
    without = asked.isdisjoint({*kinds, "Request", "HTTPConnection"})
    return last(function.returns) in kinds and without


def _made_by(sources: Sources, module: Module, factory: str) -> Iterator[Application]:
    """Variables that get what a factory makes, be it in another module."""
    made = f"{module.name}:{factory}"
    for other in sources.having(f"= {factory}(", f".{factory}("):
        for name, value, node in assigned(other.statements):
            is_made = isinstance(value, ast.Call) and last(value) == factory
            if is_made and sources.origin(named(other, value)) == made:
                yield Application(other, name, node, is_factory=False, factory=made)


def _held_by(module: Module, kind: str) -> Iterator[Application]:
    """`app = maker.app`, where `maker` is an instance of the class."""
    makers: set[str] = set()
    for name, value, node in assigned(module.statements):
        if isinstance(value, ast.Call) and last(value) == kind:
            makers.add(name)
        is_held = isinstance(value, ast.Attribute) and last(value.value) in makers
        if is_held and "app" in last(value):
            yield Application(module, name, node, is_factory=False)
