"""What tests know of values with parts, and of computed ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..answers.field import Field
from ..answers.ranges import zero as zero_of
from .broken import Broken, broken_inside
from .computed import value_of
from .samples import members, samples
from .values import as_json

Case = tuple[str, tuple[Any, ...]]
"""The name of a case of a test, and what the test is given."""


@dataclass(frozen=True)
class Insides:
    """The fields that clients set, as far as their values have parts."""

    fields: tuple[Field, ...]

    @property
    def broken(self) -> list[Broken]:
        return [wrong for one in self.fields for wrong in broken_inside(one)]

    @property
    def structures(self) -> list[Field]:
        """The fields that have a class of their own."""
        return [one for one in self.fields if one.kind in {"object", "union"}]

    @property
    def kinds(self) -> list[Case]:
        """A field and one of its values, another one in each."""
        return [
            (f"{one.name}-{number}", (one.name, as_json(value)))
            for one in self.structures
            for number, value in enumerate(samples(one, max(2, len(one.variants))), 1)
        ]

    @property
    def filled(self) -> list[Case]:
        """A field, the least that is sent, and some of what becomes of it."""
        return [
            _filled(one.name, kind, fields)
            for one in self.structures
            for kind, fields in one.variants or [("", one.fields)]
        ]


def _filled(name: str, kind: str, fields: tuple[Field, ...]) -> Case:
    needed = tuple(field for field in fields if field.required)
    sent = {"kind": kind} if kind else {}
    sent |= as_json(members(needed, 1)[0])
    defaults = {
        field.name: as_json(field.default)
        for field in fields
        if not field.required and not field.has_moment
    }
    case = f"{name}-{kind}" if kind else name
    return case, (name, sent, sent | defaults)


# Computed fields ------------------------------------------------------------------


def computed_cases(fields: tuple[Field, ...]) -> list[Case]:
    """What is sent, and what is computed of it."""
    return [
        (f"{field.name}-{number}", (as_json(sent), {field.name: as_json(result)}))
        for field in fields
        if field.kind == "computed"
        for number, (sent, result) in enumerate(_results(field, fields), 1)
    ]


def _results(
    field: Field, fields: tuple[Field, ...]
) -> Iterator[tuple[dict[str, Any], Any]]:
    tree = ast.parse(str(field.expression), mode="eval")
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    operands = [one for one in fields if one.name in names]
    fixed = {one.name: one.default for one in operands if one.read_only}
    for sent in _rows([one for one in operands if not one.read_only]):
        yield sent, value_of(field, fields, sent | fixed)


def _rows(operands: list[Field]) -> Iterator[dict[str, Any]]:
    """Values of the operands: some, none where there need be none, and zero."""
    row = {one.name: samples(one, 2)[-1] for one in operands}
    yield row
    for one in operands:
        if one.nullable:
            yield row | {one.name: None}
        if (nothing := zero_of(one)) is not None:
            yield row | {one.name: nothing}
