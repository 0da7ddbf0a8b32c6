"""The parent of a nested resource: how its path is called, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..answers.names import Name, propose_plural
from ..answers.parent import Parent
from ..answers.problem import Problem
from ..answers.project import Model, Project
from ..answers.tables import models_in
from .fit import Fit

OWNERS = ("owner_id", "user_id", "owner", "user")
"""What the column is called that says whose a row is; others may refer to users, too."""


def parent_of(reference: str, fit: Fit, users: str) -> Parent:
    """The parent that `module:Class` names; `users` is the table of those who call.

    Raises:
        Problem: there is none, or no path could lead to a row of it.
    """
    project = fit.project
    plain = Parent.of(reference, models_in(project.found))
    if fit.is_ours:
        return plain
    model = project.model(reference)
    if model is None or not model.key:
        wrong = f"{reference} has no primary key of one column"
        raise Problem.about("parent", wrong, "a model with one")
    owner = next(_owners(model, users), "")
    return replace(plain, owner=owner, plural=_plural(plain.name, project))


def _owners(model: Model, users: str) -> Iterator[str]:
    """The columns that say whose a row is."""
    for name in OWNERS:
        table, _, _ = model.references.get(name, "").rpartition(".")
        if users and table == users:
            yield name


def _plural(name: Name, project: Project) -> str:
    """The table's name where the project has routes below it, or it is no singular."""
    is_served = f"/{name.kebab_plural}" in project.paths
    proposal = propose_plural(name.singular)
    return name.plural if is_served or name.plural == proposal else proposal
