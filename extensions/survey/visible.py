"""What makes models visible to Alembic: the file that imports them one by one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .app import applications
from .facts import Fact
from .mapped import classes_of
from .reading import Module, Sources

DEEPEST: Final = 3
"""Modules between the environment and the models."""

SCANS: Final = re.compile(
    r"\b(?:pkgutil|walk_packages|iter_modules|import_module|rglob|glob|__import__)\b"
)


def imports(sources: Sources, environment: str) -> Fact:
    """The file that a new model has to be named in, if it is any."""
    start = next((one for one in sources.modules if one.file == environment), None)
    return Fact(None) if start is None else Visible(sources, start).fact


@dataclass(frozen=True)
class Visible:
    """What the environment of Alembic imports."""

    sources: Sources
    environment: Module

    @property
    def fact(self) -> Fact:
        """The file that names the most models; nothing where they are found."""
        if self._is_found_alone:
            return Fact(None)
        candidates = [one for one in self._reached if not self._is_model(one)]
        best = max(candidates, key=self._rank)
        place = best.at(r"(?m)^from \S*models?\S* import|^import ")
        return Fact(best.file, place)

    def _rank(self, module: Module) -> tuple[int, bool]:
        return len(self._models & self._imported(module)), module is self.environment

    @cached_property
    def _models(self) -> frozenset[str]:
        """The modules that have models in them."""
        mapped = classes_of(self.sources).mapped
        return frozenset(one.module.name for one in mapped)

    def _is_model(self, module: Module) -> bool:
        is_package = module.file.endswith("__init__.py")
        return module.name in self._models and not is_package

    @property
    def _is_found_alone(self) -> bool:
        """Whether models are imported by what looks for them, or by the application."""
        apps = {one.module.name for one in applications(self.sources)}
        reached = self._reached
        is_whole = any(one.name in apps for one in reached)
        return is_whole or any(map(self._scans, reached))

    def _scans(self, module: Module) -> bool:
        is_near = module is self.environment or module.file.endswith("__init__.py")
        return is_near and SCANS.search(module.text) is not None

    @cached_property
    def _reached(self) -> list[Module]:
        """The environment, and what it imports of the project, the nearest first."""
        found, waiting = [self.environment], [(self.environment, DEEPEST)]
        while waiting:
            module, depth = waiting.pop(0)
            near = self._imported(module) if depth else set()
            more = [self.sources.by_name[name] for name in sorted(near)]
            new = [one for one in more if one not in found]
            found += new
            waiting += [(one, depth - 1) for one in new]
        return found

    def _imported(self, module: Module) -> set[str]:
        return {*self._names(module)} & self.sources.by_name.keys()

    def _names(self, module: Module) -> Iterator[str]:
        """What may be modules among what a module imports."""
        yield from module.stars
        for node in module.statements:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
        for origin in module.imports.values():
            package, _, name = origin.partition(":")
            yield package
            yield f"{package}.{name}".lstrip(".")
