"""What every row has: a key, and columns that say when it was made and changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..answers.field import Field
from .mapping import NAIVE_MOMENT, SMALL, ColumnType, python_type, scalar

TYPES: Mapping[str, str] = {
    **dict.fromkeys(("int", "integer", "smallinteger"), "int"),
    **dict.fromkeys(("bigint", "biginteger"), "bigint"),
    **dict.fromkeys(("uuid", "guid", "uuid4", "uuid7", "uniqueidentifier"), "uuid"),
    **dict.fromkeys(("str", "string", "text", "varchar", "unicode", "char"), "str"),
    **dict.fromkeys(("decimal", "numeric"), "decimal"),
    **dict.fromkeys(("date",), "date"),
    **dict.fromkeys(("datetime", "timestamp"), "datetime"),
}
"""The type of the field language for each way that projects write one."""

LARGEST_SMALL = 2**15 - 1
"""The greatest value of a key of 16 bits."""

ANYTHING = "str"
"""What a key is taken for whose type is not known."""

UNKNOWN: Mapping[str, int | str] = {
    "int": 32767,
    "bigint": 32767,
    "uuid": "ffffffff-ffff-4fff-bfff-ffffffffffff",
    "date": "1900-01-01",
    "datetime": "1900-01-01T00:00:00Z",
    "decimal": "99999",
}
"""A key that no row has, as JSON has it; it has to fit into the smallest column."""

UNKNOWN_TEXT = "nokey"

_OPTIONAL = re.compile(r"^(?:\w+\.)?Optional\[(.*)\]$|^(.*?)\s*\|\s*None$")
_SIZE = re.compile(r"\((\d+)\)")


@dataclass(frozen=True)
class Key:
    """One column, by which a row is found."""

    field: Field = field(default_factory=lambda: Field("id", "scalar", "uuid"))

    @classmethod
    def of(cls, name: str, written: str) -> Key:
        """The key of a name, and of a type as a project writes it."""
        kind = type_of(written)
        size = _SIZE.search(written)
        length = int(size[1]) if size and kind == "str" else None
        most = LARGEST_SMALL if f"max={LARGEST_SMALL}" in written else None
        return cls(Field(name, "scalar", kind, length=length, max=most))

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def annotation(self) -> str:
        return python_type(self.field).model

    @property
    def parameter(self) -> str:
        """The same as the type of a parameter of a path, within its limits."""
        return python_type(self.field).in_request

    @property
    def stored_type(self) -> ColumnType:
        """Its type in the database; without a zone, since none is known."""
        if self.field.type == "datetime":
            return NAIVE_MOMENT
        return SMALL if self.is_small else scalar(self.field)

    def typed(self, reference: Field) -> Field:
        """A field that refers to it, with the type of its values."""
        return replace(reference, type=self.field.type, length=self.field.length)

    @property
    def unknown(self) -> int | str:
        """The key of no row, for tests."""
        return UNKNOWN.get(self.field.type, UNKNOWN_TEXT[: self.field.length])

    @property
    def is_text(self) -> bool:
        """Whether it has to be quoted in a path."""
        return self.annotation == "str"

    @property
    def is_small(self) -> bool:
        """Whether it is a whole number of 16 bits."""
        return bool(self.field.max == LARGEST_SMALL)


def type_of(written: str) -> str:
    """The type of the field language for one that a project writes."""
    inner = _OPTIONAL.match(written.strip())
    plain = (inner[1] or inner[2]) if inner else written
    last = plain.partition("(")[0].partition(",")[0].strip().rpartition(".")[2]
    return TYPES.get(last.lower(), ANYTHING)


KEY = Key()
"""That of every resource of our own services."""

# Moments ----------------------------------------------------------------------

SET_BY_SERVER = ("created_at", "updated_at")
"""Those of our own services."""

CREATED = (
    *("created_at", "created", "created_on", "created_date", "created_time"),
    *("date_created", "create_time", "creation_date", "inserted_at"),
)
UPDATED = (
    *("updated_at", "updated", "updated_on", "updated_date", "updated_time"),
    *("date_updated", "update_time", "modified_at", "modified", "modified_on"),
    *("last_modified", "last_updated"),
)


def moments_in(columns: Iterable[str]) -> tuple[str, ...]:
    """Those among the columns: of each kind the commonest name, when it was made first."""
    there = {*columns}
    chosen = (
        next((name for name in names if name in there), "")
        for names in (CREATED, UPDATED)
    )
    return tuple(filter(None, chosen))


def newest_of(moments: Iterable[str]) -> tuple[str, ...]:
    """The one that tells which row is the newest; none where nothing does."""
    return tuple(name for name in moments if name in CREATED)
