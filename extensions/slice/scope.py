"""Who may do what: roles by operation, and which rows a caller reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..answers.field import Field
from ..answers.models import OWNER, Parent
from ..answers.names import Name, pluralised
from ..answers.problem import Problem
from ..answers.project import Project
from .auth import Auth
from .fit import Fit
from .key import KEY, Key

BYPASS = "bypass"


@dataclass(frozen=True)
class Access:
    """The access that the answers give."""

    kind: str
    roles: Mapping[str, tuple[str, ...]]
    """Of which each operation and action wants one; those without are open to all."""

    @property
    def is_owner(self) -> bool:
        """Whether a row belongs to the caller who created it."""
        return self.kind == "owner"

    @property
    def bypass(self) -> tuple[str, ...]:
        """Roles that reach the rows of every owner."""
        return self.overseers if self.is_owner else ()

    @property
    def overseers(self) -> tuple[str, ...]:
        """Roles that may refer to the rows of every owner."""
        return self.roles.get(BYPASS, ())

    @property
    def every_role(self) -> tuple[str, ...]:
        """Roles that together may call everything, without reaching others' rows."""
        wanted = (self.roles[name] for name in self.roles if name != BYPASS)
        return tuple(sorted({role for roles in wanted for role in roles}))


@dataclass(frozen=True)
class Scope:
    """What narrows every statement of a slice; nothing in most."""

    name: Name
    auth: Auth
    access: Access
    parent: Parent | None
    fit: Fit
    owner: str = OWNER
    """The column that says whose a row is; nothing where rows belong to nobody."""

    @property
    def is_on(self) -> bool:
        """Whether anything narrows it."""
        return self.fields != ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns, as fields that nobody but the server sets."""
        found = []
        if self.parent:
            found.append(_reference(self.parent.key, self.parent.model))
        if self.access.is_owner:
            found.append(_reference(self.owner, self.auth.model))
        return tuple(found)

    @cached_property
    def parent_key(self) -> Key:
        return self.parent.found.key if self.parent else KEY

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def class_name(self) -> str:
        return f"{self.name.pascal}Scope"

    @property
    def columns(self) -> Mapping[str, str]:
        """What narrows, with the type of what it has to hold."""
        types = {self.owner: self.owner_type}
        return {
            name: types.get(name, self.parent_key.annotation) for name in self.names
        }

    @property
    def owner_type(self) -> str:
        """The type of whose rows it is; who reaches every row is no owner."""
        return self.auth.key.annotation + (" | None" if self.access.bypass else "")

    @property
    def needs_caller(self) -> bool:
        """Whether it depends on who calls."""
        return self.access.is_owner or bool(self.parent and self.parent.has_owner)


def _reference(name: str, model: str) -> Field:
    return Field(name, "ref", "ref", target=model, read_only=True, by_scope=True)


def parent_of(reference: str, fit: Fit, users: str) -> Parent:
    """The parent that `module:Class` names; `users` is the table of those who call.

    Raises:
        Problem: there is none, or no path could lead to a row of it.
    """
    model = fit.project.model(reference)
    if model is None or not (fit.is_ours or model.key.name):
        wrong = f"{reference} has no primary key of one column"
        raise Problem.about("parent", wrong, "a model with one")
    plain = Parent.of(model)
    if fit.is_ours:
        return plain
    name = Name(plain.name.singular, _plural(plain.name, fit.project))
    owner = model.owner(users, fit.project.owner) if users else ""
    return replace(plain, owner=owner, name=name)


def _plural(name: Name, project: Project) -> str:
    """The table's name where the project has routes below it, or it is no singular."""
    is_served = f"{project.leading}/{name.kebab_plural}" in project.paths
    proposal = pluralised(name.singular)
    return name.plural if is_served or name.plural == proposal else proposal
