"""Endpoints for a model that is there: what is known of it, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..answers.existing_model import Existing
from ..answers.field import Field
from ..answers.problem import Problem
from .key import Key
from .layout import Modules
from .slice import Slice
from .structures import Classes
from .table import SET_BY_SERVER, Table
from .targets import Target, targets_of

# Its classes and its table -----------------------------------------------------------


@dataclass(frozen=True)
class ExistingClasses(Classes):
    """The enums of its columns, which stand where they are; nothing is defined."""

    enums: Mapping[str, str]

    @cached_property
    def named(self) -> dict[str, str]:
        """The class of each field that has one."""
        names = {one.name for one in self.fields}
        found = {name: self.enums[name] for name in self.enums if name in names}
        return {name: found[name].partition(":")[2] for name in found}

    @property
    def definitions(self) -> list[str]:
        """None."""
        return []

    @property
    def all(self) -> frozenset[str]:
        """Every name that is imported."""
        return frozenset(self.named.values())


@dataclass(frozen=True, kw_only=True)
class ExistingTable(Table):
    """The table of a model that is there."""

    existing: Existing

    @property
    def name(self) -> str:
        """The table's name."""
        return self.existing.table

    @cached_property
    def classes(self) -> ExistingClasses:
        """The classes of its values."""
        return ExistingClasses(self.model, self.fields, self.existing.enums)

    @property
    def names(self) -> str:
        """What a module may import from that of the model."""
        return self.existing.name

    @property
    def value_classes(self) -> Mapping[str, str]:
        """Each class of its values, and the module that it is imported from."""
        return {
            name.partition(":")[2]: name.partition(":")[0]
            for name in self.existing.enums.values()
        }

    def check_names(self) -> None:
        """Nothing gets a name that has none yet."""

    def check_tables(self, taken: Iterable[str]) -> None:
        """Nothing is made that could be there already."""


# Slices ------------------------------------------------------------------------------


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
    def table(self) -> ExistingTable:
        """The resource in the database."""
        return ExistingTable(
            self.name,
            self.package,
            self.fields,
            self._targets,
            existing=self.existing,
        )

    @cached_property
    def _targets(self) -> dict[str, Target]:
        own = Target(self.entity, self.existing.module, self.existing.table, True)
        return targets_of(self.fields, own, (), self.answers.project)
