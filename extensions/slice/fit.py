"""The fit: how a project writes what endpoints are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..answers.declared import Declared, Version, oldest_in
from ..answers.models import Model
from ..answers.project import Project
from ..answers.tables import models_in
from .key import SET_BY_SERVER, Key, moments_in
from .places import paths_of_ours
from .style import OURS

SQLMODEL = "sqlmodel:SQLModel"

OF_OURS = 11
"""The oldest Python 3 that our own services run on."""

OLDEST = 10
"""The oldest Python 3 that endpoints run on, which a project has that says nothing."""

OPTIONAL = re.compile(r"\bOptional\[|\|\s*None\b")
_MINOR = re.compile(r"\b(?:3\.|py3)(\d+)")

MAGIC = "PLR2004"
"""The rule that takes numbers in comparisons for magic ones."""

UNUSED = "F401"
"""The rule of imports that nothing uses."""

STATUS_NAMES = {
    200: "OK",
    201: "CREATED",
    400: "BAD_REQUEST",
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    409: "CONFLICT",
    422: "UNPROCESSABLE_ENTITY",
}
"""What the statuses that tests expect are called in `HTTPStatus` of every Python."""

POSTGRESQL = frozenset({"aiopg", "asyncpg", "pg8000", "psycopg", "psycopg2"})
"""What speaks to PostgreSQL, as distributions are called without their extras."""

USED = (
    *(("session", "dependency"), ("session", "alias"), ("auth", "dependency")),
    *(("auth", "alias"), ("auth", "user"), ("response", "class")),
)
"""What endpoints use of a project, each as `module:name`."""

OTHERS = frozenset({"fastapi", "pydantic", "sqlalchemy", "sqlmodel", "starlette"})
"""Packages of others that any of it may be of."""


ROUTERS = {"depends": "annotated", "views": ""}
"""How our own routers are written, wherever they are included."""


def ours(package: str, layout: str) -> Mapping[str, Any]:
    """What a survey would find of the conventions of our own services."""
    return {
        "root": "src",
        "app": f"{package}.main:create_app()",
        "paths": paths_of_ours(package, layout),
        "migrations": {"versions": f"src/{package}/migrations/versions"},
        "orm": "sqlalchemy-async",
        "schemas_base": "",
        "response": {"class": f"{package}.envelope:Envelope", "meta": True},
        "base": f"{package}.database:Record",
        "record": {
            "base": f"{package}.database:Record",
            "columns": {"id": "UUID", **dict.fromkeys(SET_BY_SERVER, "datetime")},
            "server_defaults": {
                "id": 'sa.text("gen_random_uuid()")',
                **dict.fromkeys(SET_BY_SERVER, 'sa.text("now()")'),
            },
            "key": "UUID",
        },
        "session": {
            "dependency": f"{package}.database:get_database",
            "alias": f"{package}.database:DatabaseDep",
            "parameter": "database",
        },
        "tests": {
            "folder": "tests",
            "client": "httpx",
            "library": "httpx2",
            "plugin": "pytest-asyncio",
            "mode": "auto",
        },
        "dependencies": {"declared": ["asyncpg"]},
    }


@dataclass(frozen=True)
class Envelope:
    """What routes write of the class that answers are wrapped in."""

    module: str
    name: str
    data: str = "data"
    """The field that holds what was asked for."""
    has_meta: bool = False
    """Whether what is said of a page stands beside its rows, as in our own."""
    is_generic: bool = True
    others: tuple[tuple[str, str], ...] = ()
    """What else it cannot be made without, as the project passes it."""


@dataclass(frozen=True)
class Fit:
    """What templates read of a project's own conventions."""

    project: Project
    is_ours: bool = False
    """Whether this template made the project, so that its `Database` is there."""

    @classmethod
    def of_ours(
        cls, found: Mapping[str, Any], package: str, layout: str = "feature"
    ) -> Fit:
        """The conventions of our own services, and what a survey found of one."""
        known = {
            **found,
            **ours(package, layout),
            "format": found.get("format") or OURS,
            "routers": {**(found.get("routers") or {}), **ROUTERS},
        }
        return cls(Project(known), is_ours=True)

    @property
    def has_makefile(self) -> bool:
        """Whether `make` locks its packages, starts it and runs its tests."""
        return self.is_ours

    @property
    def has_database(self) -> bool:
        """Whether `Database` runs its statements, for rows, and no session for entities."""
        return self.is_ours

    @property
    def has_error_handlers(self) -> bool:
        """Whether its application has handlers for the errors of services."""
        return self.is_ours

    # What its linter is told -------------------------------------------------------

    @property
    def names_statuses(self) -> bool:
        """Whether its linter takes the number of a status for a magic one, in tests."""
        return MAGIC in self._rules

    @property
    def notices_imports(self) -> bool:
        """Whether its linter notices imports that nothing uses, also in packages."""
        return UNUSED in self._rules

    @property
    def _rules(self) -> Iterable[str]:
        return (self._found.get("format") or {}).get("rules") or ()

    @staticmethod
    def status_name(code: int) -> str:
        """The name of a status in `HTTPStatus`."""
        return STATUS_NAMES[code]

    # The Python that it runs on ----------------------------------------------------

    @property
    def has_str_enum(self) -> bool:
        """Whether every Python that it may run on has `StrEnum`."""
        return self._python >= OF_OURS

    @property
    def utc(self) -> str:
        """The zone of moments, as an attribute of `dt`."""
        if self._python >= OF_OURS:
            return "UTC"
        # Ruff takes a version of its own where it is told none, and asks for `UTC`.
        is_told = self._pythons or not (self._found.get("format") or {}).get(
            "formatter"
        )
        return "timezone.utc" if is_told else "timezone(dt.timedelta(0))"

    @property
    def _python(self) -> int:
        """The oldest Python 3 that it runs on."""
        return min(self._pythons, default=OF_OURS if self.is_ours else OLDEST)

    @property
    def _pythons(self) -> list[int]:
        """Those of the range that it says, or that its linter is told."""
        target = (self._found.get("format") or {}).get("target")
        said = _MINOR.findall(str(self._found.get("python") or target or ""))
        return [*map(int, said)]

    # The packages that it has ------------------------------------------------------

    @property
    def declares_paths(self) -> bool:
        """Whether FastAPI checks no limits of what it is not told is in the path."""
        return self._is_older("fastapi", (0, 105))

    @property
    def has_query_models(self) -> bool:
        """Whether FastAPI reads the query parameters as one model."""
        return not self.is_ours and oldest_in(self._found, "fastapi") >= (0, 137)

    @property
    def types_are_classes(self) -> bool:
        """Whether SQLModel takes no types with arguments, for which it wants columns."""
        return self._is_older("sqlmodel", (0, 0, 43))

    def _is_older(self, package: str, version: Version) -> bool:
        return not self.is_ours and () < oldest_in(self._found, package) < version

    # How it speaks to the database ------------------------------------------------

    @property
    def is_async(self) -> bool:
        return str(self._found.get("orm")).endswith("-async")

    @property
    def is_sqlmodel(self) -> bool:
        return str(self._found.get("orm")).startswith("sqlmodel-")

    @property
    def is_postgresql(self) -> bool:
        """Whether nothing but PostgreSQL can be behind it.

        What is synchronous may always be run on SQLite, which comes with Python.
        """
        return (
            self.is_async and self.has_postgresql and "aiosqlite" not in self.declared
        )

    @property
    def keeps_zones(self) -> bool:
        """Whether moments come back with their zone, as from PostgreSQL alone."""
        return self.is_postgresql

    @property
    def has_mysql(self) -> bool:
        """Whether it speaks to MySQL or MariaDB."""
        return "mysql" in (self._found.get("databases") or ())

    @property
    def enforces_references(self) -> bool:
        """Whether its database refuses references to nothing, as SQLite does if told to."""
        return self._in("session", "foreign_keys") is not False

    @property
    def has_postgresql(self) -> bool:
        return not POSTGRESQL.isdisjoint(self.declared)

    @cached_property
    def declared(self) -> frozenset[str]:
        """The distributions that it declares, without versions and extras."""
        known = (self._in("dependencies", kind) for kind in ("declared", "drivers"))
        names = (Declared.of(str(one)).name for some in known for one in some or ())
        return frozenset(name.removesuffix("-binary") for name in names)

    @property
    def is_annotated(self) -> bool:
        """Whether parameters are `Annotated`, rather than have `Depends` for a default."""
        return str(self._in("routers", "depends")) != "default"

    @property
    def views(self) -> str:
        """What makes endpoints of the methods of a class, as `module:name`."""
        return str(self._in("routers", "views") or "")

    @property
    def has_database_defaults(self) -> bool:
        """Whether the database fills in defaults, rather than the models."""
        return self.is_ours

    @property
    def has_convention(self) -> bool:
        """Whether it is known how constraints and indexes get their names."""
        return self.is_ours

    # What its models are made of ----------------------------------------------------

    @property
    def base(self) -> str:
        """The base of its models, as `module:Class`."""
        default = SQLMODEL if self.is_sqlmodel else ""
        return str(self._record.get("base") or self._found.get("base") or default)

    @property
    def schema(self) -> str:
        """The schema of a new table; nothing where it is that of the connection."""
        return self.stated_schema or str(self._record.get("metadata_schema") or "")

    @property
    def stated_schema(self) -> str:
        """The schema that each model says itself, since its metadata has none."""
        return str(self._record.get("schema") or "")

    @property
    def mixins(self) -> tuple[str, ...]:
        """What most of its models derive from besides, each as `module:Class`."""
        return tuple(map(str, self._record.get("mixins") or ()))

    @property
    def inherited(self) -> Mapping[str, str]:
        """The columns that a model has of its base and the mixins, with their types."""
        columns = self._record.get("columns") or {}
        return {str(name): str(kind) for name, kind in columns.items()}

    @cached_property
    def key(self) -> Key:
        """The key of a new model: an inherited one, or what most models have."""
        stated = str(self._record.get("key_column") or "id")
        known = {"id", stated, *(model.key.name for model in self._models)}
        for name, kind in self.inherited.items():
            if name in known:
                return Key.of(name, kind)
        types = [model.key_type for model in self._models if model.key_type]
        usual = max(types, key=types.count) if types else "uuid"
        return Key.of("id", str(self._record.get("key") or usual))

    @property
    def inherits_key(self) -> bool:
        """Whether a new model has its key without saying so."""
        return self.key.name in self.inherited

    @cached_property
    def moments(self) -> tuple[str, ...]:
        """The columns of a new model that say when it was made, and changed."""
        return moments_in(self.inherited) or SET_BY_SERVER

    def is_nullable(self, column: str) -> bool:
        """Whether an inherited column may hold nothing."""
        return OPTIONAL.search(self.inherited.get(column, "")) is not None

    def is_naive(self, column: str) -> bool:
        """Whether most models keep an inherited moment without its zone."""
        if column not in self.inherited:
            return False
        if not self.project.holds_models:
            return column in (self._record.get("naive") or ())
        models = models_in(self._found)
        having = [one for one in models if column in (one.get("columns") or ())]
        naive = [one for one in having if column in (one.get("naive") or ())]
        return len(naive) * 2 > len(having)

    @property
    def is_dataclass(self) -> bool:
        """Whether its models are dataclasses, which take values by position."""
        return bool(self._record.get("dataclass"))

    @property
    def is_positional(self) -> bool:
        """Whether its models cannot ask for values by name."""
        return bool(self._record.get("positional"))

    def server_default(self, column: str) -> str | None:
        """What the database fills an inherited column with, as an expression."""
        known = self._record.get("server_defaults")
        if known is None:
            return "sa.func.now()" if column in self.moments else None
        return str(known[column]) if column in known else None

    @property
    def _models(self) -> tuple[Model, ...]:
        """Those of which all is known; more recent records say what they have in common."""
        return self.project.models if self.project.holds_models else ()

    @property
    def has_singular_tables(self) -> bool:
        """Whether its tables are called like one of what they hold."""
        if self.is_ours or not self.project.holds_models:
            return bool(self._record.get("singular_tables"))
        models = [model for model in self._models if model.table]
        alike = [one for one in models if _flat(one.table) == _flat(one.name)]
        return len(alike) * 2 > len(models)

    # What clients get ---------------------------------------------------------------

    @property
    def envelope(self) -> Envelope:
        """The class that it wraps its answers in."""
        found = self._found.get("response") or {}
        module, _, name = str(found.get("class")).partition(":")
        data = str(found.get("data") or "data")
        given = found.get("required") or {}
        return Envelope(
            module,
            name,
            data,
            has_meta=bool(found.get("meta")),
            is_generic=found.get("generic") is not False,
            others=tuple((str(one), str(given[one])) for one in given if one != data),
        )

    @property
    def schemas_base(self) -> str:
        """The base of its schemas, as `module:Class`; nothing where there is none."""
        found = str(self._found.get("schemas_base") or "")
        return "" if found == SQLMODEL else found

    # Its modules --------------------------------------------------------------------

    @cached_property
    def packages(self) -> frozenset[str]:
        """What is imported from the project itself, by the first part of its name."""
        found = {self.project.package, *map(_top, self._modules)}
        return frozenset(found - self._others - {""} | ({self._migrations} - {""}))

    @property
    def _migrations(self) -> str:
        """The folder of its revisions: beside its modules, it is taken for one of them."""
        file = str(self._in("dependencies", "file") or "")
        home = file.rpartition("/")[0]
        versions = self.project.versions
        inside = versions.removeprefix(f"{home}/") if home else versions
        return inside.partition("/")[0]

    @property
    def _modules(self) -> Iterable[str]:
        yield from (model.module for model in self.project.models)
        yield str(self._in("tests", "folder") or "tests")
        yield str(self._in("tests", "imports") or "")
        yield from (self.base, self.schemas_base)
        for group, name in USED:
            yield str(self._in(group, name) or "")

    @property
    def _others(self) -> frozenset[str]:
        return OTHERS | {name.replace("-", "_") for name in self.declared}

    @property
    def _found(self) -> Mapping[str, Any]:
        return self.project.found

    def _in(self, group: str, name: str) -> Any:
        return (self._found.get(group) or {}).get(name)

    @property
    def _record(self) -> Mapping[str, Any]:
        return self._found.get("record") or {}


def _flat(name: str) -> str:
    return name.replace("_", "").lower()


def _top(module: str) -> str:
    return module.replace("/", ".").partition(":")[0].partition(".")[0]
