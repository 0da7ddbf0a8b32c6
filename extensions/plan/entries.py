"""Entries: what each group of files, and the resource, adds to files that all share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from ..edits.edit import Command, Edit, Register, Requirement, Reveal, Variables
from ..edits.imports import Home
from ..edits.naming import Router
from ..edits.revealing import Model
from ..slice import dependencies
from ..slice.places import dotted
from ..slice.slice import Slice
from .files import all_models

PYPROJECT, ENVIRONMENT = "pyproject.toml", ".env.example"

MODEL = (("base",), ("record", "base"))
"""What the module of a model imports of the project, as keys of the `project` answer."""

STANDING_ON = (
    *MODEL,
    ("schemas_base",),
    ("session", "dependency"),
    ("session", "alias"),
    ("auth", "dependency"),
    ("auth", "alias"),
    ("auth", "user"),
    ("response", "class"),
)
"""What all modules of an endpoint import of it."""


def edits(slice: Slice) -> tuple[Edit, ...]:
    """The edits that make known what the slice brings."""
    return (*edits_of(slice.groups, slice), *_resource(slice))


def edits_of(groups: Collection[str], slice: Slice) -> tuple[Edit, ...]:
    """The edits that make some groups known, as the slice has them."""
    brought = (make(slice) for name, make in GROUPS.items() if name in groups)
    return tuple(edit for one in brought for edit in one)


def _callers(slice: Slice) -> Iterator[Edit]:
    auth = slice.auth
    if auth.way.has_router:
        yield from _router(slice, "auth", auth.modules.router)
    yield from _model(slice, auth.model, auth.model_module)
    file = f"src/{slice.package}/__main__.py"
    for name in auth.way.commands:
        yield Command(file, _home(slice, file), f"{auth.package}.commands", name)
    yield from _requirements(auth.way.requirements)
    yield from _variables(auth.way.environment.format(project_name=slice.project_name))


def _caching(slice: Slice) -> Iterator[Edit]:
    way = slice.caching.way
    yield from _router(slice, "caching", f"{slice.package}.caching.router")
    yield from _requirements(way.requirements)
    yield from _requirements(way.development_requirements, "dependency-groups", "dev")
    yield from _variables(way.environment)


def _resource(slice: Slice) -> Iterator[Edit]:
    yield from _router(slice, slice.name.plural, slice.modules.router)
    if slice.has_new_model:
        yield from _model(slice, slice.entity, slice.modules.models)
    if slice.fit.is_ours:
        yield from _requirements(slice.type_requirements)


GROUPS: Mapping[str, Callable[[Slice], Iterator[Edit]]] = {
    "users": _callers,
    "api_keys": _callers,
    "caching": _caching,
}
"""The groups that add anything, in the order of their routers."""


# What is added, where a file for it is there -------------------------------------------


def _router(slice: Slice, name: str, module: str) -> Iterator[Edit]:
    """A router as its file calls it: in our own services always by a plural."""
    if file := _file_of_routers(slice):
        receiver = str(_at(slice.answers.project, "routers", "receiver") or "")
        router = (
            Router(module, name, name, "router")
            if slice.fit.is_ours
            else Router(module, slice.name.singular, name, receiver)
        )
        yield Register(file, _home(slice, file), _needs(slice, STANDING_ON), router)


def _model(slice: Slice, name: str, module: str) -> Iterator[Edit]:
    if file := _file_of_models(slice):
        known = () if slice.fit.is_ours else slice.fit.project.models
        others = tuple(one.reference for one in known)
        model = Model(module, name, others, slice.fit.notices_imports)
        yield Reveal(file, _home(slice, file), _needs(slice, MODEL), model)


def _requirements(packages: tuple[str, ...], *place: str) -> Iterator[Edit]:
    for requirement in dependencies.requirements(packages):
        yield Requirement(PYPROJECT, requirement, *place)


def _variables(environment: str) -> Iterator[Edit]:
    for paragraph in filter(None, map(str.strip, environment.split("\n\n"))):
        yield Variables(ENVIRONMENT, paragraph)


def _file_of_routers(slice: Slice) -> str:
    """The module that includes all routers, where the project has one."""
    ours = f"src/{slice.package}/api.py" if slice.fit.is_ours else ""
    return slice.fit.project.register_in or ours


def _file_of_models(slice: Slice) -> str:
    """The module that imports all models, where the project needs one."""
    if slice.fit.is_ours:
        return all_models(slice)
    return str(_at(slice.answers.project, "migrations", "imports") or "")


def _home(slice: Slice, file: str) -> Home:
    """A file as a module."""
    name = dotted(file, slice.fit.project.root)
    return Home(name, is_package=file.endswith("__init__.py"))


def _needs(slice: Slice, standing_on: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The modules of a project that its own ones import; in ours, no two are circular."""
    if slice.fit.is_ours:
        return ()
    found = slice.answers.project
    named = [*(_at(found, *keys) for keys in standing_on), *slice.fit.mixins]
    models = [slice.answers.parent, slice.answers.model]
    modules = (str(one).partition(":")[0] for one in (*named, *models) if one)
    targets = (one.module for one in slice.targets)
    return tuple(dict.fromkeys((*modules, *targets)))


def _at(found: Any, *keys: str) -> Any:
    for key in keys:
        found = (found or {}).get(key)
    return found
