"""Facts: values of the mapping by their dotted keys, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from .reading import Where


@dataclass(frozen=True)
class Fact:
    """A value, and the place that it was read from."""

    value: Any
    where: Where | None = None


Facts: TypeAlias = Mapping[str, Fact]

KEYS = (
    "name",
    "root",
    "app",
    "apps",
    "routers.folder",
    "routers.register_in",
    "routers.receiver",
    "routers.prefix",
    "routers.endpoints",
    "routers.views",
    "routers.depends",
    "routers.class",
    "routers.slash",
    "routers.prefixes",
    "routers.tags",
    "routers.answers",
    "routers.decorators",
    "routers.paths",
    "orm",
    "databases",
    "base",
    "record.base",
    "record.columns",
    "record.mixins",
    "record.key",
    "record.key_column",
    "record.singular_tables",
    "record.naive",
    "record.dataclass",
    "record.server_defaults",
    "session.dependency",
    "session.call",
    "session.type",
    "session.style",
    "session.alias",
    "session.parameter",
    "session.commits",
    "session.gives",
    "session.wired",
    "auth.kind",
    "auth.dependency",
    "auth.call",
    "auth.imports",
    "auth.user",
    "auth.alias",
    "auth.roles",
    "auth.owner",
    "auth.guarded",
    "auth.routes",
    "schemas_base",
    "response.kind",
    "response.fields",
    "response.class",
    "response.data",
    "response.required",
    "response.generic",
    "paths.models",
    "paths.schemas",
    "paths.services",
    "paths.routers",
    "paths.tests",
    "paths.shared",
    "paths.plurals",
    "tests.folder",
    "tests.conftest",
    "tests.package",
    "tests.client",
    "tests.library",
    "tests.plugin",
    "tests.mode",
    "tests.loop_scope",
    "tests.base_url",
    "tests.host",
    "tests.imports",
    "tests.fixtures.client",
    "tests.fixtures.session",
    "tests.fixtures.auth",
    "tests.fixtures.app",
    "tests.fixtures.serves",
    "tests.fixtures.loop_scope",
    "migrations.ini",
    "migrations.versions",
    "migrations.file_template",
    "migrations.heads",
    "migrations.imports",
    "dependencies.file",
    "dependencies.manager",
    "dependencies.declared",
    "dependencies.development",
    "dependencies.drivers",
    "dependencies.locked",
    "python",
    "docstrings",
    "format.formatter",
    "format.line_length",
    "format.quotes",
    "format.indent",
    "format.magic_commas",
    "format.target",
    "format.isort",
    "shared",
    "models",
)
"""The mapping's keys in order; what no fact is found of is null."""


def nested(facts: Facts) -> dict[str, Any]:
    """The mapping of the facts."""
    made: dict[str, Any] = {}
    for key in KEYS:
        *groups, name = key.split(".")
        inner = made
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[name] = facts[key].value if key in facts else None
    return made


def evidence(facts: Facts) -> dict[str, Where]:
    """The places of the facts that have one."""
    return {key: fact.where for key, fact in facts.items() if fact.where}
