"""What tests know of values with parts, and of computed ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ..answers.field import Field
from ..answers.ranges import zero as zero_of
from .broken import BrokenInside, broken_inside
from .computed import value_of
from .samples import members, samples
from .schemas import Member, Schemas
from .values import as_json

STRUCTURES = frozenset({"object", "union"})
WITH_PARTS = STRUCTURES | {"list"}


@dataclass(frozen=True)
class Insides:
    """The fields of a resource whose values have parts."""

    schemas: Schemas

    @cached_property
    def _members(self) -> list[Member]:
        return [
            member
            for member in self.schemas.members
            if member.is_writable and member.field.kind in WITH_PARTS
        ]

    @property
    def exist(self) -> bool:
        """Whether anything in them can be wrong."""
        return self.broken != []

    @property
    def names(self) -> list[str]:
        """The fields that have a class of their own."""
        return [one.name for one in self._structures]

    @property
    def _structures(self) -> list[Member]:
        return [one for one in self._members if one.field.kind in STRUCTURES]

    @property
    def broken(self) -> list[BrokenInside]:
        """What a field is refused for, and where in a body that is."""
        return [
            replace(wrong, where=(member.name, *wrong.where))
            for member in self._members
            for wrong in broken_inside(member.field)
        ]

    @property
    def kinds(self) -> list[tuple[str, tuple[Any, ...]]]:
        """A field and one of its values, another one in each, by their names."""
        return [
            (f"{member.name}-{number}", (member.name, as_json(value)))
            for member in self._structures
            for number, value in enumerate(_different(member.field), 1)
        ]

    @property
    def filled(self) -> list[tuple[str, tuple[Any, ...]]]:
        """A field, the least that is sent, and some of what becomes of it."""
        return [
            ("-".join((member.name, *kind.values())), (member.name, *least))
            for member in self._structures
            for kind, fields in _shapes(member.field)
            for least in [_least(kind, fields)]
        ]


def _different(field: Field) -> list[Any]:
    """A value of each kind."""
    return samples(field, max(2, len(field.variants)))


def _shapes(field: Field) -> Iterator[tuple[dict[str, str], tuple[Field, ...]]]:
    if field.kind == "object":
        yield {}, field.fields
    for name, fields in field.variants:
        yield {"kind": name}, fields


def _least(
    kind: Mapping[str, str], fields: tuple[Field, ...]
) -> tuple[dict[str, Any], dict[str, Any]]:
    needed = tuple(field for field in fields if field.required)
    sent = {**kind, **as_json(members(needed, 1)[0])}
    defaults = {
        field.name: as_json(field.default)
        for field in fields
        if not field.required and not field.has_moment
    }
    return sent, sent | defaults


# Computed fields ------------------------------------------------------------------


@dataclass(frozen=True)
class Results:
    """The computed fields of a resource, for some values of what they are made of."""

    schemas: Schemas

    @property
    def exist(self) -> bool:
        return any(one.kind == "computed" for one in self.schemas.table.fields)

    @property
    def cases(self) -> list[tuple[str, tuple[Any, Any]]]:
        """What is sent, and what is computed of it, by their names."""
        return [
            (f"{field.name}-{number}", (as_json(sent), {field.name: result}))
            for field in self.schemas.table.fields
            if field.kind == "computed"
            for number, (sent, result) in enumerate(self._of(field), 1)
        ]

    def _of(self, field: Field) -> Iterator[tuple[dict[str, Any], Any]]:
        fields = self.schemas.table.fields
        names = {
            node.id
            for node in ast.walk(ast.parse(str(field.expression), mode="eval"))
            if isinstance(node, ast.Name)
        }
        operands = [one for one in fields if one.name in names]
        fixed = {one.name: one.default for one in operands if one.read_only}
        for sent in _rows([one for one in operands if not one.read_only]):
            yield sent, as_json(value_of(field, fields, sent | fixed))


def _rows(operands: list[Field]) -> Iterator[dict[str, Any]]:
    """Values of the operands: some, none where there need be none, and zero."""
    row = {one.name: samples(one, 2)[-1] for one in operands}
    yield row
    for one in operands:
        if one.nullable:
            yield row | {one.name: None}
        if (nothing := zero_of(one)) is not None:
            yield row | {one.name: nothing}
