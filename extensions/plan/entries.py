"""Entries: what each group of files, and the resource, adds to files that all share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from ..answers.project import Project
from ..edits.edit import Command, Edit, Export, Include, Requirement, Variables
from ..slice import dependencies
from ..slice.fitted.slice import FittedSlice
from ..slice.layout import ALL_MODELS
from ..slice.slice import Slice
from . import fitting

PYPROJECT, ENVIRONMENT = "pyproject.toml", ".env.example"


@dataclass(frozen=True)
class Registration:
    """What one of them has to register; names stand beside their modules."""

    routers: Mapping[str, str]
    models: Mapping[str, str]
    commands: Mapping[str, str]
    requirements: tuple[str, ...] = ()
    development_requirements: tuple[str, ...] = ()
    environment: str = ""


def _callers(slice: Slice) -> Registration:
    auth = slice.auth
    return Registration(
        routers={"auth_router": auth.modules.router} if auth.has_router else {},
        models={auth.model: auth.model_module},
        commands=dict.fromkeys(auth.commands, auth.commands_module),
        requirements=auth.requirements,
        environment=auth.environment,
    )


def _caching(slice: Slice) -> Registration:
    caching = slice.caching
    return Registration(
        routers={"caching_router": caching.router_module},
        models={},
        commands={},
        requirements=caching.requirements,
        development_requirements=caching.development_requirements,
        environment=caching.environment,
    )


def _resource(slice: Slice) -> Registration:
    return Registration(
        routers={f"{slice.name.plural}_router": slice.modules.router},
        models={slice.entity: slice.modules.models} if slice.has_new_model else {},
        commands={},
        requirements=slice.type_requirements,
    )


GROUPS: Mapping[str, Callable[[Slice], Registration]] = {
    "users": _callers,
    "api_keys": _callers,
    "caching": _caching,
}
"""The groups that register anything, in the order of their routers."""


def edits(slice: Slice) -> tuple[Edit, ...]:
    """The edits that register what the slice brings."""
    if isinstance(slice, FittedSlice):
        return tuple(fitting.edits(slice))
    return (*edits_of(slice.groups, slice), *_edits(slice, _resource(slice)))


def edits_of(groups: Collection[str], slice: Slice) -> tuple[Edit, ...]:
    """The edits that register some groups, as the slice has them."""
    brought = (make(slice) for name, make in GROUPS.items() if name in groups)
    return tuple(edit for one in brought for edit in _edits(slice, one))


def _edits(slice: Slice, one: Registration) -> Iterator[Edit]:
    package, root = slice.package, f"src/{slice.package}"
    api = Project(slice.answers.project).register_in or f"{root}/api.py"
    models = f"{root}/{ALL_MODELS[slice.answers.layout]}"
    for alias, module in one.routers.items():
        yield Include(api, package, module, alias)
    for name, module in one.models.items():
        yield Export(models, package, module, name)
    for name, module in one.commands.items():
        yield Command(f"{root}/__main__.py", package, module, name)
    for requirement in dependencies.requirements(one.requirements):
        yield Requirement(PYPROJECT, requirement)
    for requirement in dependencies.requirements(one.development_requirements):
        yield Requirement(PYPROJECT, requirement, "dependency-groups", "dev")
    for paragraph in filter(None, map(str.strip, one.environment.split("\n\n"))):
        yield Variables(ENVIRONMENT, paragraph)
