"""The application."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .facts import Fact, Facts
from .reading import Module, Sources
from .syntax import assigned, calls, functions, last, named, reference

ENTRIES = ("main", "app", "application", "asgi", "server", "api")
"""Names of modules that an application is most likely to stand in, best first."""

OUTSIDE = re.compile(r"(?:^|/)(?:docs?|scripts?|examples?|samples?|benchmarks?)/")
"""Folders beside the application."""


@dataclass(frozen=True)
class Application:
    """Something that is or makes a FastAPI."""

    module: Module
    name: str
    node: ast.stmt
    is_factory: bool

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


@lru_cache(maxsize=1)
def applications(sources: Sources) -> list[Application]:
    """Every application, the likeliest first."""
    found = everywhere(sources)
    around = [one for one in found if _is_below(one.module.file, sources.root)]
    own = [one for one in around if not OUTSIDE.search(one.module.file)]
    mounted = {*_mounted(sources)} if len(own) > 1 else set()
    whole = [one for one in own if one.made not in mounted]
    several, chosen = whole or own or around or found, sources.app
    return sorted(several, key=lambda one: (one.reference != chosen, *one.rank))


def everywhere(sources: Sources) -> list[Application]:
    """Every application, also of other projects in the folder."""
    modules = sources.having("FastAPI(")
    return [one for module in modules for one in _in(sources, module)]


def _mounted(sources: Sources) -> Iterator[str]:
    """What stands below a path of another application."""
    for module in sources.having(".mount("):
        for call in calls(module.tree, "mount"):
            for argument in (*call.args, *(one.value for one in call.keywords)):
                yield sources.origin(named(module, argument))


def _is_below(file: str, folder: str) -> bool:
    return folder == "." or file.startswith(f"{folder}/")


def _in(sources: Sources, module: Module) -> Iterator[Application]:
    """Those of a module, and what its factories make elsewhere."""
    for name, value, node in assigned(module.statements):
        if isinstance(value, ast.Call) and last(value) == "FastAPI":
            yield Application(module, name, node, is_factory=False)
    for function in functions(module):
        if any(calls(function, "FastAPI")):
            made = list(_made_by(sources, module, function.name))
            factory = Application(module, function.name, function, is_factory=True)
            yield from made or [factory]
    for kind in module.statements:
        if isinstance(kind, ast.ClassDef) and any(calls(kind, "FastAPI")):
            yield from _held_by(module, kind.name)


def _made_by(sources: Sources, module: Module, factory: str) -> Iterator[Application]:
    """Variables that get what a factory makes, be it in another module."""
    made = f"{module.name}:{factory}"
    for other in sources.having(f"= {factory}(", f".{factory}("):
        for name, value, node in assigned(other.statements):
            is_call = isinstance(value, ast.Call) and last(value) == factory
            if is_call and sources.origin(reference(other, factory)) == made:
                yield Application(other, name, node, is_factory=False)


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


def facts(sources: Sources) -> Facts:
    """The facts about the application."""
    found = applications(sources)
    if not found:
        return {}
    [app, *others] = found
    several = [one.reference for one in found] if others else None
    return {
        "root": Fact(sources.root),
        "app": Fact(app.reference, app.module.where(app.node)),
        "apps": Fact(several),
    }
