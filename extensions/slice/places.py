"""Where the modules of a resource go: the patterns of its project, filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..answers.names import Name
from ..answers.project import RESOURCE, Project

PATHS = {
    "models": "models",
    "schemas": "schemas",
    "service": "services",
    "router": "routers",
}
"""The key of `paths` for each part."""

PARTS = (*PATHS,)

LAYERS = ("routers", "models", "schemas")
"""The parts whose folders tell whether there is one for each."""


LAYOUTS: Mapping[str, Mapping[str, str]] = {
    "feature": {path: f"{RESOURCE}/{part}.py" for part, path in PATHS.items()},
    "layered": {path: f"{path}/{RESOURCE}.py" for path in PATHS.values()},
}
"""The patterns of our own services, by the layout that was chosen."""

ALL_MODELS: Mapping[str, str] = {
    "feature": "models.py",
    "layered": "models/__init__.py",
}
"""The module that knows all models."""

ANY = Name(RESOURCE, RESOURCE)


@dataclass(frozen=True)
class Modules:
    """The modules of one resource, as they are imported."""

    models: str
    schemas: str
    service: str
    router: str

    @property
    def import_service(self) -> str:
        """The statement that imports the service's module as `service`."""
        parent, _, module = self.service.rpartition(".")
        renamed = "" if module == "service" else " as service"
        origin = f"from {parent} " if parent else ""
        return f"{origin}import {module}{renamed}"


@dataclass(frozen=True)
class Places:
    """The files of one resource."""

    project: Project
    name: Name

    def file(self, part: str) -> str:
        """The path of a part, relative to the destination."""
        pattern = self._pattern(part)
        if RESOURCE in pattern:
            return self._filled(part, pattern)
        return f"{self.folder}/{part}.py"

    @property
    def modules(self) -> Modules:
        root = self.project.root
        return Modules(*(dotted(self.file(part), root) for part in PARTS))

    @property
    def folder(self) -> str:
        """The package of what the project has no place of its own for."""
        return "/".join(filter(None, (self.project.app_folder, self.name.plural)))

    @property
    def package(self) -> str:
        """The `__init__` of the package that is the resource's alone, if any is."""
        found = next(filter(None, map(self._own_folder, PARTS)), "")
        return f"{found}/__init__.py" if found else ""

    def layer(self, part: str) -> str:
        """The `__init__` of the folder of a part that the project has no place for."""
        above = self._pattern(part).rpartition("/")[0]
        is_new = above and RESOURCE not in above and not self.project.path(PATHS[part])
        return f"{above}/__init__.py" if is_new else ""

    def _own_folder(self, part: str) -> str:
        """The folder of the part, where it is the resource's alone."""
        if self.file(part).startswith(f"{self.folder}/"):
            return self.folder
        above = self._pattern(part).rpartition("/")[0]
        return self._filled(part, above) if RESOURCE in above else ""

    # Patterns -----------------------------------------------------------------------

    def _pattern(self, part: str) -> str:
        """The path of the part of any resource; nothing where there is no such place."""
        pattern = self.project.path(PATHS[part])
        if RESOURCE in pattern:
            return pattern
        if pattern and not pattern.endswith(".py"):
            return f"{pattern}/{RESOURCE}.py"
        is_beside = not pattern or self._neighbours
        return self._beside(part) if is_beside else ""

    def _beside(self, part: str) -> str:
        """Where the part goes that the project has none of: next to the others."""
        known = [self.project.path(layer) for layer in LAYERS]
        if self._neighbours:
            above = self.project.path(self._neighbours[0]).rpartition("/")[0]
            return f"{above}/{part}.py"
        is_layered = any(
            RESOURCE in one or (one and not one.endswith(".py")) for one in known
        )
        folder = "/".join(filter(None, (self.project.app_folder, PATHS[part])))
        return f"{folder}/{RESOURCE}.py" if is_layered else ""

    @property
    def _neighbours(self) -> list[str]:
        """The layers that stand in a package of the resource."""
        return [one for one in LAYERS if f"{RESOURCE}/" in self.project.path(one)]

    def _filled(self, part: str, pattern: str) -> str:
        """The pattern with the name; a part that is new is called like its neighbours."""
        own = PATHS[part]
        like = own if self.project.path(own) else next(iter(self._neighbours), own)
        return self._called(like, pattern)

    def _called(self, layer: str, pattern: str) -> str:
        """The pattern with the resource's name, as modules of a layer have it."""
        is_plural = layer in self.project.plurals
        return pattern.replace(
            RESOURCE, self.name.plural if is_plural else self.name.singular
        )

    # Tests --------------------------------------------------------------------------

    @property
    def tests(self) -> str:
        """The folder of its tests: in its package, or beside those of other resources."""
        found = (self.project.found.get("tests") or {}).get("folder")
        pattern = self.project.path("tests")
        folder = pattern.rpartition("/")[0] if pattern.endswith(".py") else pattern
        for layer in self._neighbours:
            package = self.project.path(layer).rpartition("/")[0]
            if f"{folder}/".startswith(f"{package}/"):
                inner = folder.removeprefix(package) or "/tests"
                return self._called(layer, package + inner)
        above = folder.partition(f"/{RESOURCE}")[0] if RESOURCE in folder else folder
        return f"{above or found or 'tests'}/{self.name.plural}".removeprefix("./")


def dotted(file: str, root: str) -> str:
    """The module of a file, as it is imported from the root."""
    inner = file.removeprefix(f"{root}/") if root != "." else file
    return inner.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def paths_of_ours(package: str, layout: str) -> Mapping[str, Any]:
    """The `paths` of a service of ours."""
    root = f"src/{package}"
    patterns = {part: f"{root}/{path}" for part, path in LAYOUTS[layout].items()}
    plurals = [*patterns] if layout == "feature" else []
    return {**patterns, "plurals": plurals, "shared": root}
