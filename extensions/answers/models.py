"""A model that is there, as far as the survey knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..slice.key import Key
from ..slice.moments import SET_BY_SERVER
from .field import Field
from .problem import Problem
from .proposals import model_of
from .tables import models_in

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
            known = [str(one["model"]) for one in models_in(project)]
            accepted = ", ".join(known) or "a model of the project"
            raise Problem.about("model", f"there is no model {reference}", accepted)
        return cls(found)

    @property
    def reference(self) -> str:
        """It as `module:Class`."""
        return str(self.found["model"])

    @property
    def module(self) -> str:
        return self.reference.partition(":")[0]

    @property
    def name(self) -> str:
        return self.reference.partition(":")[2]

    @property
    def table(self) -> str:
        return str(self.found.get("table") or "")

    @property
    def key(self) -> Key:
        key = self.found.get("key") or {}
        written = key.get("field") or key.get("type") or ""
        return Key.of(str(key.get("name") or ""), str(written))

    @property
    def columns(self) -> tuple[str, ...]:
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

    def check_record(self) -> None:
        """Raise where its rows are no records like others of our services.

        Raises:
            Problem: they have another key, or do not say when they were made.
        """
        is_record = self.key.name == "id" and self.key.annotation == "UUID"
        if not is_record or not {*SET_BY_SERVER} <= {*self.columns}:
            wrong = f"{self.name} has no id of a UUID, created_at and updated_at"
            raise Problem.about("model", wrong, "a model that derives from Record")
