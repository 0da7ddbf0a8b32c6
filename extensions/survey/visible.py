"""What makes models visible to Alembic: the file that imports them one by one."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .facts import Fact
from .mapped import classes_of
from .reading import Module, Sources, above
from .routers import applications

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
        named = (at for name, at in _named(best).items() if name in self._models)
        return Fact(best.file, best.where(next(named, None)))

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
        named = _named(self.environment).keys()
        return bool(self._apps & named) or any(map(self._scans, self._reached))

    @cached_property
    def _apps(self) -> frozenset[str]:
        """The modules of applications, which import models for other reasons."""
        return frozenset(one.module.name for one in applications(self.sources))

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
            new = [
                one for one in more if one not in found and one.name not in self._apps
            ]
            found += new
            waiting += [(one, depth - 1) for one in new]
        return found

    def _imported(self, module: Module) -> set[str]:
        """What it imports of the project, and the packages around that."""
        paths = (name.replace(".", "/") for name in _named(module))
        whole = {one.rstrip("/") for path in paths for one in above(f"{path}/_")}
        return {one.replace("/", ".") for one in whole} & self.sources.by_name.keys()


def _named(module: Module) -> dict[str, ast.stmt]:
    """What may be modules among what a module imports at its top."""
    found: dict[str, ast.stmt] = {}
    for node in module.statements:
        if isinstance(node, ast.Import | ast.ImportFrom):
            origin = (
                f"{module.origin(node)}." if isinstance(node, ast.ImportFrom) else ""
            )
            for name in (
                origin.rstrip("."),
                *(f"{origin}{one.name}" for one in node.names),
            ):
                found.setdefault(name, node)
    return found
