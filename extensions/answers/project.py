"""What the survey found, as the spec reads it; any part of it may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .models import OWNER, Model
from .problem import Problem, shown
from .shared import FORMER, module_of
from .tables import models_in

RESOURCE = "<resource>"
"""Stands for the name of a resource in the patterns of `paths`."""

WANTED: Mapping[str, tuple[type, str]] = {
    "app": (str, "module:variable or module:factory()"),
    "shared": (list, "a list of the groups of shared modules"),
    "models": (list, "a list of module:Class"),
    "tables": (dict, "a mapping of module:Class to its table, key and columns"),
    "migrations": (dict, "a mapping of ini, versions and heads"),
    "routers": (dict, "a mapping of folder, register_in, prefix and endpoints"),
    "paths": (dict, "a mapping of models, schemas, services, routers and tests"),
    "response": (dict, "a mapping of kind, fields, class, data, required and generic"),
    "auth": (dict, "a mapping of kind, dependency, call, user, alias and roles"),
    "session": (dict, "a mapping of dependency, style, call, type and commits"),
    "record": (dict, "a mapping of base, columns, mixins and key"),
    "tests": (dict, "a mapping of folder, conftest, client, plugin and fixtures"),
    "dependencies": (dict, "a mapping of file, manager and declared"),
    "format": (dict, "a mapping of formatter, line_length, quotes, indent and target"),
    "apps": (list, "a list of module:variable or module:factory()"),
}
"""The forms of the values that are read here."""


@dataclass(frozen=True)
class Project:
    """The `project` answer."""

    found: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.found.get("name") or "")

    @property
    def _module(self) -> str:
        """The module of the application."""
        return str(self.found.get("app") or "").partition(":")[0]

    @property
    def package(self) -> str:
        """The package that the application stands in."""
        return self._module.partition(".")[0]

    @property
    def layout(self) -> str:
        """How the modules of its resources are laid out."""
        path = self.path("models")
        by_feature = RESOURCE in path.split("/")[:-1]
        return "feature" if by_feature else "layered" if path else ""

    @property
    def response(self) -> str:
        return self._in("response", "kind")

    @property
    def wraps(self) -> bool:
        """Whether it has a class that wraps responses."""
        return self._in("response", "class") != ""

    @property
    def auth(self) -> Mapping[str, Any]:
        return self.found.get("auth") or {}

    @property
    def owner(self) -> str:
        """The column of a new model that says whose a row is."""
        return OWNER if self.is_ours else str(self.auth.get("owner") or OWNER)

    def owner_of(self, model: Model) -> str:
        """The column of a model that says it; nothing where none is known."""
        users = self.model(str(self.auth.get("user") or ""))
        if self.is_ours or users is None:
            return OWNER if model.has_owner else ""
        is_untold = model.has_owner and OWNER not in model.references
        return OWNER if is_untold else model.owner(users.table, self.owner)

    def power_of(self, model: Model) -> str:
        """The column that says what a user may do; nothing of other models."""
        is_user = model.reference == self.auth.get("user")
        return str((self.auth.get("roles") or {}).get("attribute") or "") * is_user

    @property
    def guarded(self) -> str:
        """How many of its routes ask for a caller, where most of them do."""
        found, routes = (self.auth.get(name) or 0 for name in ("guarded", "routes"))
        return f"{found} of {routes} routes" if found * 2 > routes else ""

    @property
    def register_in(self) -> str:
        """The file that routers are included in."""
        return self._in("routers", "register_in")

    @property
    def prefix(self) -> str:
        """What stands before the paths of all routers."""
        return self._in("routers", "prefix")

    @property
    def leading(self) -> str:
        """What each router says itself before its resource, such as `/api/v1`."""
        return self._in("routers", "leading")

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths that its routers serve already."""
        return self._all("routers", "paths")

    @property
    def apps(self) -> tuple[str, ...]:
        """All its applications, where there are several."""
        return tuple(map(str, self.found.get("apps") or ()))

    @property
    def heads(self) -> tuple[str, ...]:
        """The newest revisions of the database."""
        return self._all("migrations", "heads")

    @property
    def head(self) -> str | None:
        """The revision that a new one follows."""
        return next(iter(self.heads), None)

    @property
    def metadata(self) -> str:
        """What collects the tables of new models, where there are several."""
        return self._in("record", "metadata")

    @property
    def versions(self) -> str:
        """The folder of its revisions, relative to the destination.

        Where models are there and no revision is, the first one that the project makes
        has every table: one of ours would refer to tables that are not there.
        """
        return "" if self.lacks_revisions else self._in("migrations", "versions")

    @property
    def lacks_revisions(self) -> bool:
        """Whether Alembic is there, and its revisions are not, as of models that are."""
        found = self.found.get("migrations") or {}
        return found.get("heads") == [] and bool(self.found.get("models"))

    @property
    def is_ours(self) -> bool:
        """Whether this template made it: its endpoints ask for a `Database`."""
        given, alias = (self._in("session", one) for one in ("dependency", "alias"))
        ours = (".database:get_database", ".database:DatabaseDep")
        return given.endswith(ours[0]) and alias.endswith(ours[1])

    @property
    def root(self) -> str:
        """The folder that imports start from, relative to the destination."""
        return str(self.found.get("root") or ".")

    @property
    def app_folder(self) -> str:
        """The folder of the package that the application stands in, if it has one."""
        root = "" if self.root == "." else self.root
        folder = "/".join(filter(None, (root, self.package)))
        known = (self.register_in, *(self.found.get("paths") or {}).values())
        is_package = any(str(one).startswith(f"{folder}/") for one in known)
        return folder if "." in self._module or is_package else root

    def path(self, part: str) -> str:
        """The folder or pattern of the modules of a part, as `paths` has it."""
        return self._in("paths", part)

    @property
    def plurals(self) -> frozenset[str]:
        """The parts whose modules are called like several of a resource."""
        return frozenset(self._all("paths", "plurals"))

    @property
    def shared_folder(self) -> str:
        """The folder of modules that endpoints share."""
        recorded = self.path("shared")
        folder = recorded.removesuffix(FORMER).rstrip("/")
        return folder if recorded else self.app_folder

    def shared_file(self, name: str) -> str:
        """The file of such a module."""
        module = module_of(name, self._all("paths", "taken"))
        return "/".join(filter(None, (self.shared_folder, f"{module}.py")))

    @property
    def former_folder(self) -> str:
        """The package that held them in versions before, if it was recorded."""
        recorded = self.path("shared")
        return recorded if Path(recorded).name == FORMER else ""

    @property
    def shared(self) -> frozenset[str]:
        """The groups of shared modules that it has."""
        return frozenset(self.found.get("shared") or ())

    @property
    def models(self) -> tuple[Model, ...]:
        """Its mapped classes; of some no more is known than the name."""
        return tuple(map(Model, models_in(self.found)))

    @property
    def holds_models(self) -> bool:
        """Whether `models` holds all of every model, as earlier versions recorded it."""
        models = self.found.get("models") or ()
        return all(isinstance(one, Mapping) for one in models)

    def model(self, name: str) -> Model | None:
        """The model of a class's name, or of `module:Class`."""
        found = (one for one in self.models if name in (one.name, one.reference))
        return next(found, None)

    def _in(self, group: str, key: str) -> str:
        return str((self.found.get(group) or {}).get(key) or "")

    def _all(self, group: str, key: str) -> tuple[str, ...]:
        return tuple(map(str, (self.found.get(group) or {}).get(key) or ()))


def project_in(known: Mapping[str, Any]) -> Project:
    """The project that answers are for, as far as it is known."""
    return Project(known.get("project", {}))


def model_in(known: Mapping[str, Any]) -> Model | None:
    """The model that answers are for, where that is there already."""
    return project_in(known).model(known.get("model", ""))


# What is wrong with it --------------------------------------------------------


def check_project(found: Mapping[str, Any]) -> None:
    """Refuse a mapping that an endpoint cannot be planned from."""
    for key, (form, accepted) in WANTED.items():
        value = found.get(key)
        if value is not None and not isinstance(value, form):
            wrong = f"{shown(str(value))} is none"
            raise Problem.about(f"project.{key}", wrong, accepted)
    for number, model in enumerate(found.get("models") or ()):
        named = model.get("model") if isinstance(model, dict) else model
        if ":" not in str(named):
            wrong = f"{shown(str(model))} names no module:Class"
            raise Problem.about(f"project.models.{number}", wrong, "module:Class")
    for name, table in (found.get("tables") or {}).items():
        if not isinstance(table, dict):
            wrong = f"{shown(str(table))} is none"
            raise Problem.about(f"project.tables.{name}", wrong, "a mapping of columns")
