"""Endpoints for a model that is there: what is known of it, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from .field import Field
from .fitted.proposals import model_of
from .key import Key
from .layout import Modules
from .problem import Problem
from .slice import Slice
from .structures import Classes
from .table import SET_BY_SERVER, Table
from .targets import Target, targets_of

KEPT = frozenset({"scalar", "list", "enum", "ref"})
"""Kinds of fields that a column can hold whose type nobody chooses any more."""


@dataclass(frozen=True)
class Existing:
    """A mapped class, as the survey found it."""

    found: Mapping[str, Any]

    @classmethod
    def of(cls, reference: str, project: Mapping[str, Any]) -> Existing:
        """The one that `module:Class` names.

        Raises:
            Problem: there is none.
        """
        found = model_of(reference, project)
        if not found:
            known = [str(one["model"]) for one in project.get("models") or ()]
            accepted = ", ".join(known) or "a model of the project"
            raise Problem.about("model", f"there is no model {reference}", accepted)
        return cls(found)

    @property
    def reference(self) -> str:
        """It as `module:Class`."""
        return str(self.found["model"])

    @property
    def module(self) -> str:
        """Where it is imported from."""
        return self.reference.partition(":")[0]

    @property
    def name(self) -> str:
        """Its class."""
        return self.reference.partition(":")[2]

    @property
    def table(self) -> str:
        """The name of its table."""
        return str(self.found.get("table") or "")

    @property
    def key(self) -> Key:
        """What a row is found by."""
        key = self.found.get("key") or {}
        written = key.get("field") or key.get("type") or ""
        return Key.of(str(key.get("name") or ""), str(written))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns."""
        return tuple(map(str, self.found.get("columns") or ()))

    @property
    def enums(self) -> Mapping[str, str]:
        """The class of each column that holds an enum, as `module:Class`."""
        return dict(self.found.get("enums") or {})

    @property
    def naive(self) -> frozenset[str]:
        """The columns that keep moments without their zone."""
        return frozenset(map(str, self.found.get("naive") or ()))

    def is_nullable(self, column: str) -> bool:
        """Whether a column may hold nothing, as far as it is known."""
        written = str((self.found.get("fields") or {}).get(column) or "")
        return written.partition(",")[0].partition("=")[0].strip().endswith("?")

    def check(self, fields: Iterable[Field]) -> None:
        """Raise where a field is none of its columns.

        Raises:
            Problem: there is no such column, or none of that kind.
        """
        for one in fields:
            what = f"fields.{one.name}"
            if one.kind == "computed":
                continue
            if one.name not in self.columns:
                wrong = f"{self.name} has no column {one.name}"
                raise Problem.about(what, wrong, ", ".join(self.columns))
            if one.kind not in KEPT:
                wrong = f"{one.kind} is no type that a column has which is there"
                raise Problem.about(what, wrong, "json, or another type of its own")


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
