"""Arithmetic of computed fields: in which numbers it is done, and what can go wrong.

An expression is compiled to a tree over `self.…`, of which both the generated code and
the values that its tests expect are made.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import cached_property
from typing import Any, Literal

from .field import Field
from .types import SCALARS

Numbers = Literal["int", "decimal", "float"]

FRACTIONS = (ast.Div, ast.FloorDiv, ast.Mod)
DIGITS = {"int": 10, "bigint": 19}
FLOAT_DIGITS = 310
FAMILIES: Mapping[str, Numbers] = {
    "int": "int",
    "bigint": "int",
    "decimal": "decimal",
    "float": "float",
}
GUARD = 10
"""Digits more than the result needs."""

_OPERATORS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}


@dataclass(frozen=True)
class Arithmetic:
    """The expression of a field with a number as its result, over these fields."""

    field: Field
    fields: tuple[Field, ...]

    @cached_property
    def tree(self) -> ast.expr:
        """The expression as it was written."""
        return ast.parse(str(self.field.expression), mode="eval").body

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers that it is done in: exact ones wherever that is possible."""
        result, types = self.field.type, set(map(self._type, self._leaves))
        if "float" in types or (result == "float" and "decimal" not in types):
            return "float"
        divided = any(isinstance(node, ast.Div) for node in ast.walk(self.tree))
        if divided or types | {result} >= {"decimal"} or "fraction" in types:
            return "decimal"
        return "int"

    @property
    def family(self) -> Numbers:
        """The numbers that the result is one of."""
        return FAMILIES[self.field.type]

    @property
    def precision(self) -> int:
        """Digits with which no intermediate result is cut."""
        return sum(map(self._digits, self._leaves)) + (self.field.scale or 0) + GUARD

    @property
    def can_fail(self) -> bool:
        """Whether there may be no result: division by zero, or a float that is infinite."""
        operations = (one for one in ast.walk(self.tree) if isinstance(one, ast.BinOp))
        divided = any(
            isinstance(one.op, FRACTIONS) and not _nonzero(one.right)
            for one in operations
        )
        return divided or "float" in (self.numbers, self.field.type)

    @cached_property
    def compiled(self) -> ast.expr:
        """The tree over `self.…`, whose result is of the numbers it is done in."""
        made, is_whole = self._compiled(self.tree)
        return self._promoted(made) if is_whole and self.numbers != "int" else made

    def value(self, row: Mapping[str, Any]) -> Any:
        """The result for a row: `None` where an operand is, or where there is none."""
        if any(row[name] is None for name in self.names):
            return None
        with localcontext(Context(prec=self.precision, rounding=ROUND_HALF_UP)):
            try:
                return _evaluated(self.compiled, row)
            except ArithmeticError:
                return None

    @property
    def names(self) -> list[str]:
        """The fields that it is made of, in the order of their names."""
        return sorted({leaf.id for leaf in self._leaves if isinstance(leaf, ast.Name)})

    @property
    def _leaves(self) -> list[ast.Name | ast.Constant]:
        nodes = ast.walk(self.tree)
        return [one for one in nodes if isinstance(one, ast.Name | ast.Constant)]

    def _operand(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)

    def _type(self, leaf: ast.Name | ast.Constant) -> str:
        if isinstance(leaf, ast.Name):
            return self._operand(leaf.id).type
        return "fraction" if isinstance(leaf.value, float) else "int"

    def _digits(self, leaf: ast.Name | ast.Constant) -> int:
        if isinstance(leaf, ast.Name):
            one = self._operand(leaf.id)
            return one.precision or DIGITS.get(one.type, FLOAT_DIGITS)
        number = Decimal(repr(leaf.value))
        return abs(number.adjusted()) + len(number.as_tuple().digits)

    def _compiled(self, node: ast.expr) -> tuple[ast.expr, bool]:
        """The node over `self.…`, and whether it gives an `int`."""
        match node:
            case ast.Name(id=name):
                return ast.Attribute(ast.Name("self"), name), self._type(node) in DIGITS
            case ast.Constant(value=int()):
                return node, True
            case ast.Constant(value=value):
                exact = _call("Decimal", ast.Constant(repr(value)))
                return (node if self.numbers == "float" else exact), False
            case ast.UnaryOp(operand=ast.UnaryOp(operand=operand)):
                return self._compiled(operand)
            case ast.UnaryOp(op=minus, operand=operand):
                made, whole = self._compiled(operand)
                return ast.UnaryOp(minus, made), whole
            case ast.BinOp(left=left, op=op, right=right):
                (first, one), (second, other) = map(self._compiled, (left, right))
                if divides_whole := one and other and isinstance(op, ast.Div):
                    first = self._promoted(first)
                whole = one and other and not divides_whole
                return ast.BinOp(first, op, second), whole
        raise AssertionError(ast.dump(node))

    def _promoted(self, node: ast.expr) -> ast.expr:
        """It with its first number in the numbers that all is done in."""
        if isinstance(node, ast.BinOp):
            return ast.BinOp(self._promoted(node.left), node.op, node.right)
        if isinstance(node, ast.UnaryOp):
            return ast.UnaryOp(node.op, self._promoted(node.operand))
        return _call("float" if self.numbers == "float" else "Decimal", node)


def _call(function: str, argument: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(function), [argument], [])


def _nonzero(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return _nonzero(node.operand)
    return isinstance(node, ast.Constant) and bool(node.value)


def _evaluated(node: ast.expr, row: Mapping[str, Any]) -> Any:
    match node:
        case ast.Attribute(attr=name):
            return row[name]
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(operand=operand):
            return -_evaluated(operand, row)
        case ast.BinOp(left=left, op=op, right=right):
            apply = _OPERATORS[type(op)]
            return apply(_evaluated(left, row), _evaluated(right, row))
        case ast.Call(func=ast.Name(id=function), args=[argument]):
            convert: type = float if function == "float" else Decimal
            return convert(_evaluated(argument, row))
    raise AssertionError(ast.dump(node))


def is_text(field: Field) -> bool:
    """Whether the field's values are text."""
    return SCALARS[field.type].textual


def joined(node: ast.expr) -> Iterator[ast.Name | ast.Constant]:
    """The parts of an expression that joins text."""
    if isinstance(node, ast.BinOp):
        yield from joined(node.left)
        yield from joined(node.right)
    elif isinstance(node, ast.Name | ast.Constant):
        yield node
