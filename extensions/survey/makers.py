"""What is or makes an application, anywhere in a project."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .reading import Module, Sources
from .syntax import Function, assigned, calls, functions, last, named

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


def makes(value: ast.expr | None, kinds: frozenset[str]) -> bool:
    """Whether an expression makes an instance of one of the classes."""
    return isinstance(value, ast.Call) and last(value) in kinds


def _in(
    sources: Sources, module: Module, kinds: frozenset[str]
) -> Iterator[Application]:
    """Those of a module, and what its factories make elsewhere."""
    for name, value, node in assigned(module.statements):
        if makes(value, kinds):
            yield Application(module, name, node, is_factory=False)
    for function in functions(module):
        if _is_factory(function, kinds):
            made = list(_made_by(sources, module, function.name))
            factory = Application(module, function.name, function, is_factory=True)
            is_called = not made and not _needs_more(function)
            yield from made or ([factory] if is_called else ())
    for kind in module.statements:
        if isinstance(kind, ast.ClassDef) and any(calls(kind, FASTAPI)):
            yield from _held_by(module, kind.name)


def _is_factory(function: Function, kinds: frozenset[str]) -> bool:
    """Whether it makes one, or says that it does and asks for none."""
    if any(any(calls(function, kind)) for kind in kinds):
        return True
    given = [*function.args.args, *function.args.kwonlyargs]
    asked = {last(argument.annotation) for argument in given}
    is_said = last(function.returns) in kinds
    return is_said and asked.isdisjoint({*kinds, "Request", "HTTPConnection"})


def _needs_more(function: Function) -> bool:
    """Whether a server cannot call it, and nothing of it says what it makes."""
    given = function.args
    return len(given.args) > len(given.defaults) and not any(calls(function, FASTAPI))


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
    makers = {
        name
        for name, value, _ in assigned(module.statements)
        if isinstance(value, ast.Call) and last(value) == kind
    }
    for name, value, node in assigned(module.statements):
        is_held = isinstance(value, ast.Attribute) and last(value.value) in makers
        if is_held and "app" in last(value):
            yield Application(module, name, node, is_factory=False)
