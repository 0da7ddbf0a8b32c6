"""Entries: what each group of files, and the resource, adds to files that all share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Entry:
    """What one of them adds; names stand beside their modules."""

    routers: Mapping[str, str]
    models: Mapping[str, str]
    commands: Mapping[str, str]
    requirements: tuple[str, ...] = ()
    development_requirements: tuple[str, ...] = ()
    environment: str = ""


def _callers(slice: Slice) -> Entry:
    auth = slice.auth
    return Entry(
        routers={"auth": auth.modules.router} if auth.way.has_router else {},
        models={auth.model: auth.model_module},
        commands=dict.fromkeys(auth.way.commands, auth.commands_module),
        requirements=auth.way.requirements,
        environment=auth.way.environment.format(project_name=slice.project_name),
    )


def _caching(slice: Slice) -> Entry:
    caching = slice.caching
    return Entry(
        routers={"caching": f"{slice.package}.caching.router"},
        models={},
        commands={},
        requirements=caching.way.requirements,
        development_requirements=caching.way.development_requirements,
        environment=caching.way.environment,
    )


def _resource(slice: Slice) -> Entry:
    return Entry(
        routers={slice.name.plural: slice.modules.router},
        models={slice.entity: slice.modules.models} if slice.has_new_model else {},
        commands={},
        requirements=slice.type_requirements if slice.fit.is_ours else (),
    )


GROUPS: Mapping[str, Callable[[Slice], Entry]] = {
    "users": _callers,
    "api_keys": _callers,
    "caching": _caching,
}
"""The groups that add anything, in the order of their routers."""


def edits(slice: Slice) -> tuple[Edit, ...]:
    """The edits that make known what the slice brings."""
    return (*edits_of(slice.groups, slice), *_edits(slice, _resource(slice)))


def edits_of(groups: Collection[str], slice: Slice) -> tuple[Edit, ...]:
    """The edits that make some groups known, as the slice has them."""
    brought = (make(slice) for name, make in GROUPS.items() if name in groups)
    return tuple(edit for one in brought for edit in _edits(slice, one))


def _edits(slice: Slice, one: Entry) -> Iterator[Edit]:
    root = f"src/{slice.package}"
    if file := _file_of_routers(slice):
        needs = _needs(slice, STANDING_ON)
        for name, module in one.routers.items():
            yield Register(
                file, _home(slice, file), needs, _router(slice, name, module)
            )
    if file := _file_of_models(slice):
        needs = _needs(slice, MODEL)
        others = () if slice.fit.is_ours else _models(slice)
        for name, module in one.models.items():
            yield Reveal(file, _home(slice, file), needs, Model(module, name, others))
    for name, module in one.commands.items():
        file = f"{root}/__main__.py"
        yield Command(file, _home(slice, file), module, name)
    for requirement in dependencies.requirements(one.requirements):
        yield Requirement(PYPROJECT, requirement)
    for requirement in dependencies.requirements(one.development_requirements):
        yield Requirement(PYPROJECT, requirement, "dependency-groups", "dev")
    for paragraph in filter(None, map(str.strip, one.environment.split("\n\n"))):
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


def _router(slice: Slice, name: str, module: str) -> Router:
    """A router as its file calls it: in our own services always by a plural."""
    if slice.fit.is_ours:
        return Router(module, name, name, "router")
    receiver = str(_at(slice.answers.project, "routers", "receiver") or "")
    return Router(module, slice.name.singular, name, receiver)


def _models(slice: Slice) -> tuple[str, ...]:
    return tuple(one.reference for one in slice.fit.project.models)


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
