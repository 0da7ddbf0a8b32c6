"""The parts of a service that this template made: its foundation, and what is shared.

Each is known by its modules and by what they define, so that owners may edit them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ..answers.shared import FORMER, GROUP, MODULES, module_of
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


def facts(sources: Sources, package: str, folder: str) -> Facts:
    """Which groups of shared modules are there: of a service of ours, or of others.

    In the folder of those of others, modules of the project may have their names.
    """
    if not list(_missing(sources, package, FOUNDATION)):
        return _told(_found(sources, package, SHARED))
    taken = [
        name
        for name, names in MODULES.items()
        if _named(folder, name) in sources.by_name
        and list(_missing(sources, folder, {name: names}))
    ]
    of_others = {
        GROUP + name: {module_of(name, taken): names} for name, names in MODULES.items()
    }
    found = {**_found(sources, package, SHARED), **_found(sources, folder, of_others)}
    return {**_told(found), "paths.taken": Fact(taken or None)}


def _told(found: Mapping[str, Where]) -> Facts:
    places = {f"shared.{name}": Fact(name, place) for name, place in found.items()}
    return {**places, "shared": Fact(list(found))}


def _found(
    sources: Sources, package: str, groups: Mapping[str, Parts]
) -> dict[str, Where]:
    return {
        name: sources.by_name[_named(package, next(iter(parts)))].where()
        for name, parts in groups.items()
        if not list(_missing(sources, package, parts))
    }


def _named(package: str, part: str) -> str:
    return f"{package}.{part}" if package else part


def is_shared(module: Module) -> bool:
    """Whether it is one of those that this template brought into a project of others."""
    is_former = module.package.rpartition(".")[2] == FORMER
    return is_former or {*MODULES["validation"]} <= {*module.defined}


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
        module = sources.by_name.get(_named(package, part))
        if module is None:
            yield _named(package, part)
            continue
        known = {*module.defined, *module.imports}
        yield from (f"{name} in {module.name}" for name in names if name not in known)
