"""The parts of a service that this template made: its foundation, and what is shared.

Each is known by its modules and by what they define, so that owners may edit them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from .facts import Fact, Facts
from .reading import Module, Sources, Where

Parts: TypeAlias = Mapping[str, tuple[str, ...]]
"""Modules below the package, and the names in them."""

FOUNDATION: Parts = {
    "main": ("create_app",),
    "api": ("router",),
    "compiled": ("compile_statement",),
    "database": ("Database", "DatabaseDep", "Record", "choice"),
    "errors": ("Conflict", "Invalid", "NotFound", "responses"),
    "listing": ("ListQuery", "Listing"),
    "querying": ("asked", "described"),
    "settings": ("EnvironmentSettings", "Settings"),
    "validation": ("RequestModel", "StoredDatetime", "omittable"),
    "models": ("Base",),
}
"""What every endpoint that this template writes stands on."""

SHARED: Mapping[str, Parts] = {
    "users": {"auth.dependencies": ("CurrentUser", "active_user", "current_user")},
    "api_keys": {"api_keys.dependencies": ("CurrentKey", "current_key")},
    "principals": {"principals": ("Principal",)},
    "cursors": {"cursors": ("CursorPage", "CursorQuery", "Keyset")},
    "offsets": {"offsets": ("OffsetPage", "OffsetPages", "OffsetQuery")},
    "envelope": {"envelope": ("Envelope",)},
    "associations": {"associations": ("Links",)},
    "owned": {"owned": ("OwnedReferences",)},
    "caching": {
        "caching.endpoints": ("cached",),
        "caching.router": ("router",),
    },
    "etags": {"conditional": ("kept_by_clients",)},
}
"""Groups of modules that one endpoint brings and later ones find."""


REST: Mapping[str, Parts] = {
    "rest": {
        "errors": ("NotFound",),
        "persistence": ("saved",),
        "validation": ("RequestModel",),
    },
    "rest_querying": {"querying": ("asked", "described")},
    "rest_cursors": {"cursors": ("Keyset",)},
    "rest_offsets": {"offsets": ("OffsetPages",)},
    "rest_permissions": {"permissions": ("has_role",)},
    "rest_etags": {"conditional": ("kept_by_clients",)},
    "rest_caching": {"caching": ("cached",)},
}
"""The same in projects that this template did not make, in a package of their own."""


def facts(sources: Sources, package: str, rest: str) -> Facts:
    """Which groups of shared modules are there, of a service of ours and of others."""
    found = {**_found(sources, package, SHARED), **_found(sources, rest, REST)}
    places = {f"shared.{name}": Fact(name, place) for name, place in found.items()}
    return {**places, "shared": Fact(list(found))}


def _found(
    sources: Sources, package: str, groups: Mapping[str, Parts]
) -> dict[str, Where]:
    return {
        name: sources.by_name[f"{package}.{next(iter(parts))}"].where()
        for name, parts in groups.items()
        if not list(_missing(sources, package, parts))
    }


def is_shared(sources: Sources, module: Module) -> bool:
    """Whether it is one of those that this template brought into a project of others."""
    return not list(_missing(sources, module.package, REST["rest"]))


def missing(sources: Sources, package: str) -> list[str]:
    """What the modules lack that are there, such as `Record in shop.database`."""
    brought = {
        part: names
        for parts in SHARED.values()
        for part, names in parts.items()
        if f"{package}.{part}" in sources.by_name
    }
    return list(_missing(sources, package, {**FOUNDATION, **brought}))


def _missing(sources: Sources, package: str, parts: Parts) -> Iterator[str]:
    for part, names in parts.items():
        module = sources.by_name.get(f"{package}.{part}")
        if module is None:
            yield f"{package}.{part}"
            continue
        known = {*module.defined, *module.imports}
        yield from (f"{name} in {module.name}" for name in names if name not in known)
