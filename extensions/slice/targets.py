"""The models that `ref` and `refs` point to: this resource, users, and what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..answers.field import Field
from ..answers.names import snake_words
from ..answers.problem import Problem
from ..answers.project import Project
from .key import KEY, Key

SELF = "self"


@dataclass(frozen=True)
class Target:
    """A model that fields refer to."""

    class_name: str
    module: str
    table: str
    is_self: bool = False
    owners: str | None = None
    """The table of those whom its rows belong to, empty where that is not known."""
    key: Key = KEY

    @property
    def snake(self) -> str:
        """As in `order_item`."""
        return snake_words(self.class_name)


Targets = Mapping[str, Target]
"""By what stands in the parentheses of `ref(…)`."""


def known_targets(project: Mapping[str, Any]) -> dict[str, Target]:
    """The models that the project has, by class."""
    return {
        model.name: Target(
            model.name,
            model.module,
            model.table,
            owners=model.owners if model.has_owner else None,
            key=model.key,
        )
        for model in Project(project).models
    }


def targets_of(
    fields: Iterable[Field],
    own: Target,
    callers: Iterable[Target],
    project: Mapping[str, Any],
) -> dict[str, Target]:
    """What the fields refer to, or the `Problem` of one that refers to nothing.

    The resource's own class means the same as `self`.
    """
    known = {SELF: own} | {caller.class_name: caller for caller in callers}
    known |= known_targets(project)
    found: dict[str, Target] = {}
    for one in fields:
        if one.target is not None:
            found[one.target] = _resolved(one, known, own)
    return found


def _resolved(field: Field, known: Mapping[str, Target], own: Target) -> Target:
    what = f"fields.{field.name}"
    is_own = field.target == own.class_name
    target = own if is_own else known.get(str(field.target))
    if target is None:
        accepted = ", ".join(known)
        wrong = f"there is no model {field.target} in this service"
        raise Problem.about(what, wrong, f"{accepted}; make its endpoint first")
    if not target.key.name:
        wrong = f"{field.target} has no key of one column"
        raise Problem.about(what, wrong, "a model that has one")
    if target.is_self and field.kind == "ref" and not field.nullable:
        wrong = "no first row could be made that refers to another one"
        raise Problem.about(what, wrong, f"ref({field.target})?")
    return target
