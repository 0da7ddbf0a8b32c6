"""Computed fields: what their properties are made of, and the values that tests expect."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import groupby
from typing import Any

from ..answers.arithmetic import Arithmetic, is_text, joined
from ..answers.fields import Field
from .literals import quoted
from .mapping import TYPES

PLAIN_EXPONENT = 6
LONGEST_TOLD = 60
"""Of an expression in a docstring, which no formatter wraps."""


@dataclass(frozen=True)
class Computed:
    """One computed field, as a property of answers."""

    field: Field
    fields: tuple[Field, ...]

    @property
    def type(self) -> str:
        return TYPES[self.field.type].model

    @property
    def told(self) -> str:
        """The expression as a docstring can hold it; else nothing."""
        text = str(self.field.expression)
        is_plain = text.isascii() and text.isprintable() and not {'"', "\\"} & set(text)
        return text if is_plain and len(text) <= LONGEST_TOLD else ""

    @property
    def optional(self) -> list[str]:
        """The operands that may be missing."""
        names = {node.id for node in ast.walk(self._tree) if isinstance(node, ast.Name)}
        return [one.name for one in self.fields if one.name in names and one.nullable]

    @property
    def expression(self) -> str:
        """It over the attributes of the answer."""
        if is_text(self.field):
            return " + ".join(self._texts()) or quoted("")
        return _source(self._arithmetic.compiled)

    @property
    def numbers(self) -> str:
        """What numbers it is done in; empty for text."""
        return "" if is_text(self.field) else self._arithmetic.numbers

    @property
    def result(self) -> str:
        """What numbers the result is one of; empty for text."""
        return "" if is_text(self.field) else self._arithmetic.family

    @property
    def precision(self) -> int:
        """The digits of decimals; 0 where there are none."""
        is_decimal = "decimal" in (self.numbers, self.field.type)
        return self._arithmetic.precision if is_decimal else 0

    @property
    def can_fail(self) -> bool:
        """Whether there may be no result, though no operand is missing."""
        return bool(self.numbers) and self._arithmetic.can_fail

    @property
    def quantum(self) -> str:
        """What a decimal is rounded to."""
        scale = self.field.scale or 0
        plain = f"0.{'0' * (scale - 1)}1"
        text = plain if scale <= PLAIN_EXPONENT else f"1e-{scale}"
        return f"Decimal({quoted(text)})" if scale else "Decimal(1)"

    @property
    def _tree(self) -> ast.expr:
        return ast.parse(str(self.field.expression), mode="eval").body

    @property
    def _arithmetic(self) -> Arithmetic:
        return Arithmetic(self.field, self.fields)

    def _texts(self) -> Iterator[str]:
        """The parts of joined text; constants that stand together are one."""
        for name, parts in groupby(joined(self._tree), _name_of):
            texts = (str(one.value) for one in parts if isinstance(one, ast.Constant))
            if name:
                yield from (f"self.{name}" for _ in parts)
            elif text := "".join(texts):
                yield quoted(text)


def _name_of(part: ast.Name | ast.Constant) -> str:
    return part.id if isinstance(part, ast.Name) else ""


def _source(node: ast.expr) -> str:
    """Its source; all text in it is that of numbers."""
    return ast.unparse(node).replace("'", '"').replace("e+", "e")


# Values -------------------------------------------------------------------------


def value_of(found: Field, fields: tuple[Field, ...], row: Mapping[str, Any]) -> Any:
    """The value of a computed field for the values of a row."""
    if not is_text(found):
        return _finished(Arithmetic(found, fields), row)
    texts = [
        row[part.id] if isinstance(part, ast.Name) else part.value
        for part in joined(ast.parse(str(found.expression), mode="eval").body)
    ]
    return None if None in texts else "".join(map(str, texts))


def _finished(made: Arithmetic, row: Mapping[str, Any]) -> Any:
    result = made.value(row)
    if result is None or (isinstance(result, float) and not math.isfinite(result)):
        return None
    if made.family == "float":
        number = float(result)
        return number if math.isfinite(number) else None
    exact = Decimal(repr(result)) if isinstance(result, float) else Decimal(result)
    if made.family == "int" and isinstance(result, float):
        return round(result)
    quantum = Decimal(1).scaleb(-(made.field.scale or 0))
    context = Context(prec=made.precision, rounding=ROUND_HALF_UP)
    rounded = exact.quantize(quantum, context=context)
    return int(rounded) if made.family == "int" else rounded
