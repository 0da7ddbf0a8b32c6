"""The plan: which files there will be, and the text of it that is approved."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from textwrap import wrap

from jinja2 import Environment, StrictUndefined

from .spec.layout import PACKAGES, PARTS, Modules, path
from .spec.slice import Slice

TEMPLATE = Path(__file__).parent.parent / "template"
SUFFIX = ".jinja"
WIDTH = 76
"""Columns of the plan."""

ROUTES = {
    "list": ("GET", "", "200", "400 422"),
    "create": ("POST", "", "201", "409 422"),
    "read": ("GET", "/{{{id}}}", "200", "404 422"),
    "update": ("PATCH", "/{{{id}}}", "200", "404 409 422"),
    "replace": ("PUT", "/{{{id}}}", "200", "404 409 422"),
    "delete": ("DELETE", "/{{{id}}}", "204", "404 409 422"),
}
"""Method, path below the collection, and the statuses of success and of refusal."""


CALLERS = {
    "jwt": "any user with a token",
    "api_key": "any program with a key",
    "none": "anybody, without a login",
}
"""Who may call, in the words of the plan."""


@dataclass(frozen=True)
class At:
    """Files that belong together: `.` where they are written, else nothing."""

    service: str
    principals: str
    users: str
    api_keys: str
    cursors: str
    offsets: str
    envelope: str
    caching: str
    etags: str


@dataclass(frozen=True)
class Plan:
    """What the answers lead to."""

    slice: Slice

    @classmethod
    def of(cls, slice: Slice) -> Plan:
        """The plan of a slice."""
        return cls(slice)

    @property
    def at(self) -> At:
        """Which groups of files are written."""
        groups = self.slice.groups
        return At(**{at.name: "." if at.name in groups else "" for at in fields(At)})

    @cached_property
    def files(self) -> dict[str, str]:
        """The path of each artefact by its name; empty for one that is not written."""
        slice = self.slice
        return (
            _modules("", slice.modules)
            | _modules("user_", slice.users, written="users" in slice.groups)
            | self._packages()
            | self._tests()
            | {"migration": self._revision(f"create_{slice.name.plural}")}
        )

    def _packages(self) -> dict[str, str]:
        """The `__init__` modules of a layout; in layers, that of models lists them all."""
        root, name = f"src/{self.slice.package}", self.slice.name
        found = {
            package: f"{root}/{package.format(plural=name.plural)}/__init__.py"
            for package in PACKAGES[self.slice.answers.layout]
        }
        models = found.pop("models", f"{root}/models.py")
        return {
            "all_models": models,
            "feature_package": found.get("{plural}", ""),
            "routers_package": found.get("routers", ""),
            "schemas_package": found.get("schemas", ""),
            "services_package": found.get("services", ""),
        }

    def _tests(self) -> dict[str, str]:
        folder = f"tests/{self.slice.name.plural}"
        modules = {"examples": "examples", "test_conftest": "conftest"}
        modules |= {f"test_{name}": f"test_{name}" for name in ROUTES}
        return {name: f"{folder}/{module}.py" for name, module in modules.items()}

    def _revision(self, slug: str) -> str:
        versions = f"src/{self.slice.package}/migrations/versions"
        return f"{versions}/{self.slice.revision}_{slug}.py"

    @cached_property
    def created(self) -> list[str]:
        """Every file that is written, by walking the template as Copier does."""
        environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
        context = {
            "_copier_conf": {
                "answers_file": f".copier-answers.{self.slice.name.plural}.yml"
            },
            "at": self.at,
            "files": self.files,
            "slice": self.slice,
        }
        templates = (file for file in TEMPLATE.rglob("*") if file.is_file())
        paths = (
            [environment.from_string(part).render(context) for part in parts]
            for parts in (_parts(file) for file in templates)
        )
        return sorted(Path(*parts).as_posix() for parts in paths if all(parts))

    @property
    def endpoints(self) -> list[str]:
        """The routes of the resource, with the statuses that each may answer."""
        name = self.slice.name
        access = "401 " if self.slice.auth.is_on else ""
        return [
            f"{method:6} /{name.kebab_plural}{below.format(id=name.snake + '_id')}"
            f"  → {success}, {access}{refusals}"
            for operation, (method, below, success, refusals) in ROUTES.items()
            if operation in self.slice.answers.operations
        ]

    @property
    def text(self) -> str:
        """What the user approves."""
        slice = self.slice
        sections = {
            f"Endpoints, for {CALLERS[slice.auth.kind]}": self.endpoints,
            "Files to create": self._folders(),
            "Migration": [f"{slice.revision}, {self._follows()}"],
            "Tests": [f"tests/{slice.name.plural}, on a real PostgreSQL"],
            "Packages": [", ".join(slice.requirements)],
        }
        return "\n".join(
            line
            for title, lines in sections.items()
            for line in (
                f"{title}:",
                *(folded for one in lines for folded in _folded(one)),
            )
        )

    def _follows(self) -> str:
        parent = self.slice.parent_revision
        return f"after {parent}" if parent else "the first one"

    def _folders(self) -> list[str]:
        """The files, a folder a line."""
        folders: dict[str, list[str]] = {}
        for file in self.created:
            folder, _, name = file.rpartition("/")
            folders.setdefault(folder, []).append(name)
        return [
            f"{folder + '/' if folder else ''}{{{', '.join(names)}}}"
            if len(names) > 1
            else f"{folder + '/' if folder else ''}{names[0]}"
            for folder, names in folders.items()
        ]


def _folded(line: str) -> list[str]:
    """A line of the plan in the width of any terminal, which would cut the rest off."""
    return wrap(
        line,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _modules(prefix: str, modules: Modules, *, written: bool = True) -> dict[str, str]:
    return {
        prefix + part: "src/" + path(getattr(modules, part)) if written else ""
        for part in PARTS
    }


def _parts(template: Path) -> tuple[str, ...]:
    parts = template.relative_to(TEMPLATE).parts
    return (*parts[:-1], parts[-1].removesuffix(SUFFIX))
