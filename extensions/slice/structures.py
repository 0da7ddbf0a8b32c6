"""Classes of a model's fields: enums, nested objects and unions, with unique names."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..answers.fields import Field
from ..answers.names import pascal_case
from .annotations import Alias, Annotation, member_of
from .literals import quoted

CLASSES = frozenset({"enum", "object", "union"})
"""Kinds of fields that have a class of their own."""

LONGEST_CLASS = 60
"""Of a class's name: its first line cannot be broken."""

LONGEST_PAIR = 78
"""Of the names of a field and of its class, which share a line."""


SCHEMAS = ("Base", "Create", "Query", "Replace", "Response", "Update")
"""What follows the model's name in the names of its schemas."""

IMPORTED = """
    Annotated Any AwareDatetime BaseModel CommaSeparated ConfigDict Context
    CursorPage CursorQuery Decimal EmailStr Enum Field FiniteFloat Int32 Int64
    JsonDocument JsonValue ListQuery Literal LocalTime Mapped NaiveDatetime OffsetQuery
    ROUND_HALF_UP Record RequestModel SearchText StrEnum Structure UUID Url
    StoredDatetime StoredInt32 StoredInt64 UtcDatetime
"""
"""What modules of models and schemas import, and so no type of theirs is called."""

_FIXED = frozenset({*dir(builtins), *IMPORTED.split(), "I", "O"})


def class_name(name: str, model: str, others: Iterable[str]) -> str:
    """It, or with an ending that tells it from all other names in the modules."""
    taken = {*_FIXED, model, *(model + schema for schema in SCHEMAS), *others}
    while name in taken:
        name += "Value"
    return name


@dataclass
class Names:
    """Names of classes that are taken, in the order of asking."""

    model: str
    reserved: tuple[str, ...]
    taken: set[str] = field(default_factory=set)

    def new(self, path: tuple[str, ...], own: str = "") -> str:
        """A name made of a path of fields, as long as it fits, and then of its end."""
        parts = [pascal_case(part) for part in path]
        full = self.model + "".join(parts)
        fitting = [full, self.model + parts[-1], parts[-1]]
        name = next(one for one in fitting if self._fits(one, path[-1]))
        others = (one for one in self.reserved if one != own)
        name = class_name(name, self.model, (*self.taken, *others))
        self.taken.add(name)
        return name

    @staticmethod
    def _fits(name: str, last: str) -> bool:
        short = len(name) <= LONGEST_CLASS and len(last) + len(name) <= LONGEST_PAIR
        return short or name == pascal_case(last)


@dataclass(frozen=True)
class ValueClass:
    """An `enum`, an `object` of some fields, or a `union` of objects."""

    kind: str
    name: str
    field: str
    members: tuple[tuple[str, str], ...] = ()
    """Those of an enum, each with the literal of its value."""
    fields: tuple[Annotation, ...] = ()
    variant: str = ""
    """Which of a union an object is; empty for one that stands by itself."""
    variants: tuple[str, ...] = ()
    """The classes of a union."""

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """The types with limits that it needs."""
        return tuple(alias for one in self.fields for alias in one.aliases)

    @property
    def has_limits(self) -> bool:
        """Whether it is written with Pydantic's `Field`."""
        are_made = any(one.moment or one.is_mutable for one in self.fields)
        return self.kind == "union" or bool(self.aliases) or are_made


@dataclass(frozen=True)
class Classes:
    """The classes of a model's fields."""

    model: str
    fields: tuple[Field, ...]
    existing: Mapping[str, str] | None = None
    """Those of a model that is there, as `module:Class` by field: it defines no more."""

    @cached_property
    def named(self) -> dict[str, str]:
        if self.existing is None:
            return {name: made[-1].name for name, made in self._defined.items()}
        names = [one.name for one in self.fields if one.name in self.existing]
        return {name: self.existing[name].partition(":")[2] for name in names}

    @property
    def definitions(self) -> tuple[ValueClass, ...]:
        """All of them, in an order in which they can be defined."""
        return tuple(one for made in self._defined.values() for one in made)

    @property
    def all(self) -> frozenset[str]:
        """Every name that is defined or imported."""
        _ = self._defined
        return frozenset({*self._names.taken, *self.named.values()})

    @property
    def have_limits(self) -> bool:
        """Whether any is written with Pydantic's `Field`, which SQLModel has one of too."""
        return any(one.has_limits for one in self.definitions)

    @cached_property
    def _names(self) -> Names:
        return Names(
            self.model, tuple(self.model + pascal_case(one.name) for one in self.fields)
        )

    @cached_property
    def _defined(self) -> dict[str, tuple[ValueClass, ...]]:
        return {
            one.name: tuple(_defined(one, (one.name,), self._names))
            for one in self.fields
            if one.kind in CLASSES and self.existing is None
        }


def _defined(found: Field, path: tuple[str, ...], names: Names) -> Iterator[ValueClass]:
    """What it needs, and last the class of the field itself."""
    own = names.model + pascal_case(path[0]) if len(path) == 1 else ""
    name = names.new(path, own)
    if found.kind == "enum":
        members = ((member_of(value), quoted(value)) for value in found.values)
        yield ValueClass("enum", name, found.name, tuple(members))
    elif found.kind == "union":
        yield from _union(name, found, path, names)
    else:
        made = ValueClass("object", name, found.name)
        yield from _object(made, found.fields, path, names)


def _object(
    made: ValueClass, fields: tuple[Field, ...], path: tuple[str, ...], names: Names
) -> Iterator[ValueClass]:
    members = []
    for one in fields:
        inner = (*path, one.name)
        needed = list(_defined(one, inner, names)) if one.kind in CLASSES else []
        yield from needed
        members.append(
            _annotation(one, needed[-1].name if needed else "", inner, names)
        )
    yield replace(made, fields=tuple(members))


def _annotation(
    one: Field, named: str, path: tuple[str, ...], names: Names
) -> Annotation:
    known = Annotation(one, named, "?", "?")
    item = names.new((*path, "item")) if known.plain != known.type.in_request else ""
    own = names.new(path) if known.limits else ""
    return Annotation(one, named, own, item)


def _union(
    name: str, found: Field, path: tuple[str, ...], names: Names
) -> Iterator[ValueClass]:
    classes = []
    for variant, fields in found.variants:
        inner = (*path, variant)
        classes.append(names.new(inner))
        made = ValueClass("object", classes[-1], found.name, variant=variant)
        yield from _object(made, fields, inner, names)
    yield ValueClass("union", name, found.name, variants=tuple(classes))
