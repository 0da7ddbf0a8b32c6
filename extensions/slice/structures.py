"""Classes of a model's fields: enums, nested objects and unions, with unique names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import ClassVar

from ..answers.fields import Field
from ..answers.names import pascal_case
from .annotations import Alias, Annotation, member_of
from .literals import quoted
from .mapping import class_name

CLASSES = frozenset({"enum", "object", "union"})
"""Kinds of fields that have a class of their own."""

LONGEST_CLASS = 60
"""Of a class's name: its first line cannot be broken."""

LONGEST_PAIR = 78
"""Of the names of a field and of its class, which share a line."""


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
class Choices:
    """An enum: its members, each with the literal of its value."""

    name: str
    field: str
    members: tuple[tuple[str, str], ...]

    kind: ClassVar[str] = "enum"


@dataclass(frozen=True)
class Structure:
    """A nested object, or a variant of a union."""

    name: str
    field: str
    variant: str = ""
    """Which variant; empty for an object."""
    fields: tuple[Annotation, ...] = ()

    kind: ClassVar[str] = "object"

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """The types with limits that it needs."""
        return tuple(alias for one in self.fields for alias in one.aliases)


@dataclass(frozen=True)
class OneOf:
    """A discriminated union of classes."""

    name: str
    variants: tuple[str, ...]

    kind: ClassVar[str] = "union"


ValueClass = Choices | Structure | OneOf


@dataclass(frozen=True)
class Classes:
    """The classes of a model's fields."""

    model: str
    fields: tuple[Field, ...]

    @cached_property
    def named(self) -> dict[str, str]:
        """The class of each field that has one."""
        return {name: made[-1].name for name, made in self._defined.items()}

    @property
    def definitions(self) -> tuple[ValueClass, ...]:
        """All of them, in an order in which they can be defined."""
        return tuple(one for made in self._defined.values() for one in made)

    @property
    def all(self) -> frozenset[str]:
        """Every name that the definitions define."""
        _ = self._defined
        return frozenset(self._names.taken)

    @property
    def have_limits(self) -> bool:
        """Whether any is written with Pydantic's `Field`."""
        return any(
            one.kind == "union" or (isinstance(one, Structure) and _has_limits(one))
            for one in self.definitions
        )

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
            if one.kind in CLASSES
        }


def _has_limits(one: Structure) -> bool:
    return bool(one.aliases) or any(
        member.moment or member.is_mutable for member in one.fields
    )


def _defined(found: Field, path: tuple[str, ...], names: Names) -> Iterator[ValueClass]:
    """What it needs, and last the class of the field itself."""
    own = names.model + pascal_case(path[0]) if len(path) == 1 else ""
    name = names.new(path, own)
    if found.kind == "enum":
        members = ((member_of(value), quoted(value)) for value in found.values)
        yield Choices(name, found.name, tuple(members))
    elif found.kind == "union":
        yield from _union(name, found, path, names)
    else:
        yield from _object(Structure(name, found.name), found.fields, path, names)


def _object(
    made: Structure, fields: tuple[Field, ...], path: tuple[str, ...], names: Names
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
        made = Structure(classes[-1], found.name, variant)
        yield from _object(made, fields, inner, names)
    yield OneOf(name, tuple(classes))


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
    def definitions(self) -> tuple[ValueClass, ...]:
        return ()

    @property
    def all(self) -> frozenset[str]:
        """Every name that is imported."""
        return frozenset(self.named.values())
