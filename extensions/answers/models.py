"""The models of a project, as far as the survey knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..slice.key import SET_BY_SERVER, Key
from .field import Field
from .names import Name, propose_plural
from .problem import Problem

KEPT = frozenset({"scalar", "list", "enum", "ref"})
"""Kinds of fields that a column can hold whose type nobody chooses any more."""

OUR_KEY = {"name": "id", "type": "UUID"}
"""The key of a model of which nothing is said; none is said of one of several columns."""

OWNER = "owner_id"
OWNERS = (
    *(OWNER, "user_id", "owner", "user", "author_id", "author", "creator_id"),
    *("created_by_id", "created_by_user_id", "created_by"),
)
"""What the column is called that says whose a row is; others may refer to users, too."""

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class Model:
    """A mapped class; of some no more is known than the name."""

    found: Mapping[str, Any]

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
    def schema(self) -> str:
        """The schema of its table; nothing where it is in that of the connection."""
        return str(self.found.get("schema") or "")

    @property
    def metadata(self) -> str:
        """What collects its table, a base or metadata, where there are several."""
        return str(self.found.get("metadata") or self.found.get("base") or "")

    @property
    def has_key(self) -> bool:
        """Whether one column is known to be its key."""
        return bool(self.found.get("key"))

    @property
    def key(self) -> Key:
        return Key.of(str(self._key.get("name") or ""), self.key_type)

    @property
    def key_type(self) -> str:
        """The type of the key as it is known, nothing where it is not."""
        return str(self._key.get("field") or self._key.get("type") or "")

    @property
    def _key(self) -> Mapping[str, Any]:
        return self.found.get("key", OUR_KEY) or {}

    @property
    def columns(self) -> Mapping[str, str]:
        return self.found.get("columns") or {}

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that an insert has to give."""
        return tuple(map(str, self.found.get("required") or ()))

    @property
    def references(self) -> Mapping[str, str]:
        return self.found.get("references") or {}

    @property
    def enums(self) -> Mapping[str, str]:
        """The class of each column that holds an enum, as `module:Class`."""
        return self.found.get("enums") or {}

    @property
    def naive(self) -> frozenset[str]:
        """The columns that keep moments without their zone."""
        return frozenset(map(str, self.found.get("naive") or ()))

    @property
    def has_owner(self) -> bool:
        """Whether its rows belong to somebody."""
        return OWNER in self.columns

    def owners(self, column: str) -> str:
        """The table of those whom its rows belong to by a column."""
        return self.references.get(column, "").rpartition(".")[0].rpartition(".")[2]

    def owner(self, users: str, usual: str) -> str:
        """The column that says whose a row is; nothing where none does.

        `users` is the table of those who call, `usual` what most models call it.
        """
        named = (name for name in (usual, *OWNERS) if self.owners(name) == users)
        return next(named, "")

    def is_nullable(self, column: str) -> bool:
        """Whether a column may hold nothing, as far as it is known."""
        written = str((self.found.get("fields") or {}).get(column) or "")
        return written.partition(",")[0].partition("=")[0].strip().endswith("?")

    def check(self, fields: Iterable[Field]) -> None:
        """Refuse fields that are none of its columns, or of another kind."""
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
        """Refuse rows that are no records like others of our services."""
        is_record = self.key.name == "id" and self.key.annotation == "UUID"
        if not is_record or not {*SET_BY_SERVER} <= {*self.columns}:
            wrong = f"{self.name} has no id of a UUID, created_at and updated_at"
            raise Problem.about("model", wrong, "a model that derives from Record")


@dataclass(frozen=True)
class Parent:
    """A mapped class under whose rows a resource lives."""

    found: Model
    name: Name
    """Several of them are called as the table is, or as paths call them."""
    owner: str
    """The column that says whose a row is, if one does."""

    @classmethod
    def of(cls, model: Model) -> Parent:
        """A model as a service of ours has it."""
        snake, table = _WORDS.sub("_", model.name).lower(), model.table
        plural = propose_plural(snake) if table == snake else table
        return cls(model, Name(snake, plural), OWNER if model.has_owner else "")

    @property
    def module(self) -> str:
        return self.found.module

    @property
    def model(self) -> str:
        return self.found.name

    @property
    def has_owner(self) -> bool:
        return bool(self.owner)

    @property
    def key(self) -> str:
        """The column, and the parameter of the path, with the parent's id."""
        return f"{self.name.snake}_id"
