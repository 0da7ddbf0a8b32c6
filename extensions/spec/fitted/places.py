"""Where the parts of a resource go in a project: its own patterns, filled in."""

from __future__ import annotations

from dataclasses import dataclass

from ..layout import PARTS
from ..names import Name
from ..project import RESOURCE, Project

PATHS = {
    "models": "models",
    "schemas": "schemas",
    "service": "services",
    "router": "routers",
}
"""The key of `paths` for each part."""


@dataclass(frozen=True)
class Places:
    """The files of one resource."""

    project: Project
    name: Name

    def file(self, part: str) -> str:
        """The path of a part, relative to the destination."""
        pattern = self.project.path(PATHS[part])
        if RESOURCE in pattern:
            return self._filled(part, pattern)
        if pattern and not pattern.endswith(".py"):
            return f"{pattern}/{self._called(part)}.py"
        return f"{self.folder}/{part}.py"

    def module(self, part: str) -> str:
        """The same as it is imported."""
        return dotted(self.file(part), self.project.root)

    @property
    def folder(self) -> str:
        """The package of what the project has no place of its own for."""
        return "/".join(filter(None, (self.project.app_folder, self.name.plural)))

    @property
    def needs_package(self) -> bool:
        """Whether anything goes into that package."""
        return any(self.file(part).startswith(f"{self.folder}/") for part in PARTS)

    def _filled(self, part: str, pattern: str) -> str:
        return pattern.replace(RESOURCE, self._called(part))

    def _called(self, part: str) -> str:
        plurals = self.project.plurals
        return self.name.plural if PATHS[part] in plurals else self.name.singular


def dotted(file: str, root: str) -> str:
    """The module of a file, as it is imported from the root."""
    inner = file.removeprefix(f"{root}/") if root != "." else file
    return inner.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
