"""What an endpoint registers in a project that this template did not make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..edits.edit import Edit
from ..edits.fitted import Register, Reveal
from ..edits.imports import Home
from ..edits.naming import Router
from ..edits.revealing import Model
from ..slice.fitted.slice import FittedSlice
from ..slice.places import dotted

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


def edits(slice: FittedSlice) -> Iterator[Edit]:
    """The edits that make the endpoint known to its project."""
    project, found = slice.fit.project, slice.answers.project
    if file := project.register_in:
        receiver = str((found.get("routers") or {}).get("receiver") or "")
        name = slice.name
        router = Router(slice.modules.router, name.singular, name.plural, receiver)
        needs = _needs(slice, STANDING_ON)
        yield Register(file, _home(slice, file), needs, router)
    file = str((found.get("migrations") or {}).get("imports") or "")
    if file and slice.has_new_model:
        others = tuple(f"{one.module}:{one.name}" for one in project.models)
        model = Model(slice.modules.models, slice.name.pascal, others)
        yield Reveal(file, _home(slice, file), _needs(slice, MODEL), model)


def _home(slice: FittedSlice, file: str) -> Home:
    """A file as a module."""
    name = dotted(file, slice.fit.project.root)
    return Home(name, is_package=file.endswith("__init__.py"))


def _needs(
    slice: FittedSlice, standing_on: Iterable[tuple[str, ...]]
) -> tuple[str, ...]:
    """The modules of the project that its own ones import."""
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
