"""The plan: which files there will be, and which are edited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..edits.applying import Outcome, outcome
from ..edits.edit import Edit, Requirement
from ..slice.dependencies import named
from ..slice.packages import Packages
from ..slice.slice import Slice
from . import entries
from .files import LAYERS, files_of, places
from .remains import left

TEMPLATE = Path(__file__).parent.parent.parent / "template"
SUFFIX = ".jinja"
ANSWERS_FILES = ".copier-answers.*.yml"
VERSIONS = "versions"
"""The folder of revisions, of which none is ever written over."""

_EXPRESSION = re.compile(r"{{ ([a-z_]+(?:\.[a-z_]+)*) }}")


GROUPS = (
    *("service", "principals", "users", "api_keys", "caching"),
    *("cursors", "offsets", "etags", "envelope", "associations", "owned"),
)
"""Files that belong together."""


@dataclass(frozen=True)
class Plan:
    """What the answers lead to."""

    slice: Slice
    removal: str = ""
    """What goes, where the endpoint is to be removed: its code, or its table too."""

    @classmethod
    def of(cls, slice: Slice, removal: object = "") -> Plan:
        return cls(slice, str(removal or ""))

    @property
    def is_new(self) -> bool:
        """Whether there will be a whole service, and not just one more endpoint."""
        return "service" in self.slice.groups

    @property
    def answers_file(self) -> str:
        return f".copier-answers.{self.slice.name.plural}.yml"

    @property
    def at(self) -> Mapping[str, str]:
        """Which groups of files are written: `.` where they are, else nothing."""
        return {name: "." if name in self.slice.groups else "" for name in GROUPS}

    @cached_property
    def files(self) -> dict[str, str]:
        """The path of each artefact by its name; empty for one that is not written."""
        return left(files_of(self.slice, is_new=self.is_new), self.removal)

    @property
    def places(self) -> dict[str, str]:
        """The paths of the modules of any resource, and of that of all models."""
        return places(self.slice)

    @property
    def created(self) -> list[str]:
        return sorted(self.written.values())

    @cached_property
    def written(self) -> dict[str, str]:
        """Its path by its template's, by walking the template as Copier does."""
        known = {
            "_copier_conf": {"answers_file": self.answers_file},
            "at": self.at,
            "files": self.files,
            "slice": self.slice,
        }
        paths = {
            file.relative_to(TEMPLATE).as_posix(): _parts(file, known)
            for file in TEMPLATE.rglob("*")
            if file.is_file()
        }
        return {
            template: Path(*parts).as_posix()
            for template, parts in paths.items()
            if all(parts)
        }

    @cached_property
    def _kept(self) -> set[str]:
        """What may be there already, and stays as it is."""
        return {self.files[name] for name in LAYERS}

    def left_alone(self, folder: Path) -> list[str]:
        """Those of them that are there before, and that Copier does not write again."""
        return [
            file
            for file in self.created
            if (file in self._kept or Path(file).parent.name == VERSIONS)
            and (folder / file).exists()
        ]

    @property
    def claimed(self) -> list[str]:
        return [file for file in self.created if file not in self._kept]

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """What is registered in files that endpoints share."""
        return entries.edits(self.slice)

    def outcome(self, folder: Path) -> Outcome:
        """What they make of a folder, without writing any."""
        return outcome(self.edits, folder, self.slice.style)

    @property
    def requirements(self) -> list[str]:
        """The packages that the endpoint needs, and those of a new service."""
        ours = self.slice.service_requirements if self.is_new else []
        added = {
            edit.requirement for edit in self.edits if isinstance(edit, Requirement)
        }
        return sorted({*ours, *added}, key=named)

    @property
    def next_steps(self) -> list[str]:
        if not self.slice.fit.has_makefile:
            return Packages(self.slice).steps(self.files)
        needs_lock = not self.is_new and self.requirements
        return [
            *(["make lock    lock the packages that are new"] if needs_lock else []),
            "make dev     set up, start, docs at http://localhost:8000/docs",
            "make test    its own tests, lint and types",
        ]

    @property
    def endpoints(self) -> list[str]:
        """The routes of the resource, with the statuses that each may answer."""
        return [
            f"{route.operation.method:6} {route.path}  → {route.operation.success}, "
            f"{' '.join(map(str, route.refusals))}{_reserved(route.roles)}"
            for route in self.slice.routes
        ]


def _parts(template: Path, known: Mapping[str, Any]) -> list[str]:
    """The parts of its path, with expressions filled in; more they may not hold."""
    path = template.relative_to(TEMPLATE).as_posix().removesuffix(SUFFIX)
    return [
        _EXPRESSION.sub(lambda found: str(_value(found[1], known)), part)
        for part in path.split("/")
    ]


def _value(expression: str, known: Any) -> Any:
    for name in expression.split("."):
        known = known[name] if isinstance(known, Mapping) else getattr(known, name)
    return known


def _reserved(roles: tuple[str, ...]) -> str:
    """Who alone may call a route, where not everybody may."""
    return f", for {' or '.join(roles)}" if roles else ""
