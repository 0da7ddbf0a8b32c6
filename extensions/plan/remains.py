"""Removal: an endpoint goes, by the recorded answer `remove`, which no question asks for.

With `code`, its routes, schemas, service and tests go; its model stays, since its table
does. With `table`, both go. Revisions stay in any case: the database went through them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..answers.problem import Problem, shown
from ..answers.project import Project
from ..answers.shared import GROUP
from ..edits.edit import Edit, Register, Reveal
from ..slice.slice import Slice

REMOVE = "remove"
CODE, TABLE = "code", "table"
WAYS = (CODE, TABLE)

SHARED = ("all_models", "user_", "api_key_", "routers_", "schemas_", "services_", GROUP)
"""How the artefacts begin that are of the service, and not of the endpoint."""

REVISIONS = ("migration",)
MODELS = ("models", "package")


def check_way(way: object, *, is_there: bool) -> None:
    """Refuse an answer that says nothing about what goes."""
    if not is_there:
        wrong = "is only for an endpoint that is there"
        raise Problem.about(REMOVE, wrong, "copier update -a .copier-answers.….yml")
    if way not in WAYS:
        raise Problem.about(REMOVE, f"{shown(str(way))} is no way", ", ".join(WAYS))


def check_alone(
    slice: Slice, others: Iterable[Slice], project: Mapping[str, Any]
) -> None:
    """Refuse to remove what others refer to."""
    if found := list(_referring(slice, list(others), project)):
        refer = "refers" if len(found) == 1 else "refer"
        wrong = f"{', '.join(found)} {refer} to {slice.name.plural}"
        raise Problem.about(REMOVE, wrong, "an endpoint that nothing refers to")


def left(files: Mapping[str, str], way: str) -> dict[str, str]:
    """The artefacts that stay."""
    if not way:
        return {**files}
    stay = (*REVISIONS, *(MODELS if way == CODE else ()))
    return {
        name: path if name in stay or name.startswith(SHARED) else ""
        for name, path in files.items()
    }


def lost(edits: Iterable[Edit], slice: Slice, way: str) -> Iterator[Edit]:
    """What was registered of the endpoint itself, and goes."""
    for edit in edits:
        match edit:
            case Register(router=router) if router.module == slice.modules.router:
                yield edit
            case Reveal(model=model) if model.name == slice.name.pascal:
                if way == TABLE:
                    yield edit


def _referring(
    slice: Slice, others: Sequence[Slice], project: Mapping[str, Any]
) -> Iterator[str]:
    """Other endpoints, and the models that no endpoint is made from."""
    own, known = _model(slice), {_model(other) for other in others}
    for other in others:
        above = other.parent
        targets = {f"{one.module}:{one.class_name}" for one in other.targets}
        if own in targets or (above and above.found.reference == own):
            yield other.name.plural
    for model in Project(project).models:
        tables = {column.rpartition(".")[0] for column in model.references.values()}
        if slice.table.name in tables and model.reference not in {own, *known}:
            yield model.reference


def _model(slice: Slice) -> str:
    return f"{slice.modules.models}:{slice.name.pascal}"
