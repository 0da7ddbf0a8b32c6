"""The survey of one folder: the mapping of what was found, and the evidence of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from . import (
    aggregator,
    auth,
    bases,
    conventions,
    migrations,
    models,
    packaging,
    parts,
    places,
    schemas,
    session,
    style,
    tests,
)
from .facts import Fact, Facts, evidence, nested
from .reading import Sources, Where
from .routers import applications

GROUPS = (
    aggregator,
    conventions,
    session,
    bases,
    auth,
    schemas,
    places,
    tests,
    migrations,
    packaging,
    style,
    models,
)


@dataclass(frozen=True)
class Survey:
    """What is known of the project in a folder."""

    sources: Sources
    apps: tuple[str, ...] = ()
    """The applications to choose from, where there are several."""

    @classmethod
    def of(cls, folder: Path, app: str = "") -> Survey:
        """The survey of a folder, which need not be there, for one of its applications.

        Packages that other applications reach alone are no part of it.
        """
        sources = Sources(folder, app)
        several = applications(sources)
        if not several[1:]:
            return cls(sources)
        own, *others = (sources.reached(one.module) for one in several)
        foreign = {file for reached in others for file in reached - own}
        packages = {_package(one.name) for one in sources.modules if one.file in own}
        left_out = frozenset(
            one.file
            for one in sources.modules
            if one.file in foreign
            and "." in one.name
            and _package(one.name) not in packages
        )
        return cls(sources.without(left_out), tuple(one.reference for one in several))

    @cached_property
    def has_app(self) -> bool:
        """Whether there is an application at all."""
        return bool(applications(self.sources))

    @cached_property
    def facts(self) -> Facts:
        """Every fact; none where there is no application."""
        if not self.has_app:
            return {}
        found = {
            key: fact
            for group in GROUPS
            for key, fact in group.facts(self.sources).items()
        }
        folder = self.sources.package(str(found["paths.shared"].value))
        found["apps"] = Fact([*self.apps] or None)
        texts = (fact.value for fact in found.values() if isinstance(fact.value, str))
        packages = {_package(one) for one in texts if ":" in one}
        for key in ("dependencies.declared", "dependencies.development"):
            if fact := found.get(key):
                lines = packaging.that_matter(fact.value or [], packages)
                found[key] = Fact(lines or None, fact.where)
        package = _package(str(found["app"].value))
        return {**found, **parts.facts(self.sources, package, folder)}

    @cached_property
    def project(self) -> dict[str, Any]:
        """The mapping, for the answer of this name."""
        return nested(self.facts) if self.has_app else {}

    @cached_property
    def tables(self) -> dict[str, Any]:
        """What is known of each of its models, which only some answers need."""
        return models.tables(self.sources) if self.has_app else {}

    @property
    def whole(self) -> dict[str, Any]:
        """The mapping, and what is known of each model."""
        return {**self.project, "tables": self.tables}

    @property
    def evidence(self) -> Mapping[str, Where]:
        """Where the values were read."""
        return evidence(self.facts)

    @property
    def missing(self) -> list[str]:
        """What a service of this template has and this one has not."""
        return parts.missing(self.sources, _package(str(self.facts["app"].value)))


def _package(reference: str) -> str:
    """The outermost package of `module:name`."""
    return reference.partition(":")[0].partition(".")[0]
