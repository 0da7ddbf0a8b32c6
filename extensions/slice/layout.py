"""Where modules stand: one table a layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..answers.names import Name

PARTS = ("models", "schemas", "service", "router")

LAYOUTS: Mapping[str, Mapping[str, str]] = {
    "feature": {
        "models": "{plural}.models",
        "schemas": "{plural}.schemas",
        "service": "{plural}.service",
        "router": "{plural}.router",
    },
    "layered": {
        "models": "models.{singular}",
        "schemas": "schemas.{singular}",
        "service": "services.{singular}",
        "router": "routers.{singular}",
    },
}

ALL_MODELS: Mapping[str, str] = {
    "feature": "models.py",
    "layered": "models/__init__.py",
}
"""The module that knows all models."""

PACKAGES: Mapping[str, tuple[str, ...]] = {
    "feature": ("{plural}",),
    "layered": ("models", "routers", "schemas", "services"),
}
"""The packages that a layout's modules stand in."""


@dataclass(frozen=True)
class Modules:
    """The modules of one resource, as they are imported."""

    models: str
    schemas: str
    service: str
    router: str

    @classmethod
    def of(cls, layout: str, package: str, name: Name) -> Modules:
        """The modules of `name` in a layout."""
        parts = {
            part: f"{package}.{module.format(plural=name.plural, singular=name.singular)}"
            for part, module in LAYOUTS[layout].items()
        }
        return cls(**parts)

    @property
    def import_service(self) -> str:
        """The statement that imports the service's module as `service`."""
        parent, _, module = self.service.rpartition(".")
        renamed = "" if module == "service" else " as service"
        origin = f"from {parent} " if parent else ""
        return f"{origin}import {module}{renamed}"


def path(module: str) -> str:
    """The file of a module, relative to the folder that imports start from."""
    return module.replace(".", "/") + ".py"
