"""Endpoints for a model that is there: what is known of it, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from ..answers.existing_model import Existing
from ..answers.field import Field
from ..answers.problem import Problem
from .key import Key
from .layout import Modules
from .moments import SET_BY_SERVER
from .slice import Slice
from .targets import Target, targets_of


@dataclass(frozen=True)
class OfModel(Slice):
    """A slice of a model that is there, whosever the project is."""

    has_new_model = False

    @cached_property
    def existing(self) -> Existing:
        """What is known of the model."""
        found = Existing.of(self.answers.model, self.answers.project)
        found.check(self.answers.fields)
        return found

    @property
    def entity(self) -> str:
        """The model's name."""
        return self.existing.name

    @property
    def key(self) -> Key:
        """What a row is found by."""
        return self.existing.key

    @cached_property
    def modules(self) -> Modules:
        """The modules of the resource; that of the model is where it is."""
        return replace(super().modules, models=self.existing.module)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields; a key that clients choose stays as it is."""
        return tuple(
            replace(one, immutable=True) if one.name == self.key.name else one
            for one in super().fields
        )


@dataclass(frozen=True)
class ExistingSlice(OfModel):
    """A slice of a model of a service that this template made."""

    @cached_property
    def existing(self) -> Existing:
        """What is known of the model; its rows are records like others.

        Raises:
            Problem: they are not.
        """
        found = super().existing
        is_record = found.key.name == "id" and found.key.annotation == "UUID"
        if not is_record or not {*SET_BY_SERVER} <= {*found.columns}:
            wrong = f"{found.name} has no id of a UUID, created_at and updated_at"
            raise Problem.about("model", wrong, "a model that derives from Record")
        return found

    @cached_property
    def _targets(self) -> dict[str, Target]:
        own = Target(self.entity, self.existing.module, self.existing.table, True)
        return targets_of(self.fields, own, (), self.answers.project)
