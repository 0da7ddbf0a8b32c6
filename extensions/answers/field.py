"""What a field is."""

from dataclasses import dataclass, field
from typing import Any

from .types import SCALARS, Kind, OnDelete, ScalarType


@dataclass(frozen=True)
class Field:
    """One field of a resource, of a nested object or of a union's variant.

    `type` is a scalar's name: the field's own, a list's item's or a computed
    result's; for every other kind it repeats the kind. A default of `now` or
    `today` is left to the server. A computed field is nullable where one of its
    operands is, or where there may be no result.
    """

    name: str
    kind: Kind
    type: str
    length: int | None = None
    precision: int | None = None
    scale: int | None = None
    values: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Values of an enum that were called otherwise, each with what it was."""
    target: str | None = None
    on_delete: OnDelete = "restrict"
    nullable: bool = False
    has_default: bool = False
    default: Any = field(default=None, hash=False)
    unique: bool = False
    index: bool = False
    min: Any = None
    max: Any = None
    pattern: str | None = None
    immutable: bool = False
    read_only: bool = False
    write_only: bool = False
    was: str | None = None
    fields: tuple["Field", ...] = ()
    variants: tuple[tuple[str, tuple["Field", ...]], ...] = ()
    expression: str | None = None
    by_scope: bool = False
    """The path or the caller decides it: the parent's id, the owner's."""

    @property
    def scalar(self) -> ScalarType | None:
        """The type's row of the table, unless this is no scalar."""
        return SCALARS[self.type] if self.kind == "scalar" else None

    @property
    def has_moment(self) -> bool:
        """Whether the server fills in its default: now or today."""
        moment = self.scalar.moment if self.scalar else ""
        return bool(moment) and self.default == moment

    @property
    def is_self(self) -> bool:
        """Whether it refers to rows of its own resource."""
        return self.target == "self"

    @property
    def required(self) -> bool:
        """Whether a client must send it to create the resource."""
        optional = self.has_default or self.nullable or self.read_only
        return not optional and self.kind != "computed"

    @property
    def is_text(self) -> bool:
        """Whether it has a contains filter."""
        return self.scalar is not None and self.scalar.textual

    @property
    def is_ordered(self) -> bool:
        """Whether it has gt, gte, lt and lte filters."""
        return self.scalar is not None and self.scalar.ordered

    @property
    def filterable(self) -> bool:
        """Whether a list may be filtered by its value."""
        if self.write_only:
            return False
        return self.scalar.comparable if self.scalar else self.kind in {"enum", "ref"}

    @property
    def sortable(self) -> bool:
        """Whether a list may be sorted by it."""
        if self.write_only:
            return False
        return self.scalar.comparable if self.scalar else self.kind == "enum"

    @property
    def searchable(self) -> bool:
        """Whether `q=` may look into it."""
        return self.is_text and not self.write_only
