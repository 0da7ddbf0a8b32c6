"""Computed fields: the arithmetic that they may be, over fields that exist."""

import ast
import math
import re
import warnings
from dataclasses import replace
from typing import Final

from .arithmetic import Arithmetic
from .field import Field
from .field_place import NESTED_TYPES, Place
from .field_types import scalar_alone
from .problem import shown
from .types import SCALARS

MAX_EXPRESSION: Final = 200
COMPUTED = re.compile(r"computed\b\s*([^=]*?)\s*(?:=(.*))?", re.DOTALL)

FAMILIES: Final = ("number", "text")
"""What can be computed."""

_ARITHMETIC = "field names, numbers, text, + - * / // % and parentheses"
_RESULTS = "computed(str), computed(text), computed(int) or another number"
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)
_SYNTAX = (
    *(ast.Expression, ast.BinOp, ast.UnaryOp, ast.USub, ast.Load, ast.Name),
    *_OPERATORS,
)


def computed(name: str, written: str, text: str | None, place: Place) -> Field:
    """The field of what stands after `computed`, and of the expression after `=`."""
    place.refuse_inside("computed", NESTED_TYPES)
    if written.endswith("?"):
        place.refuse("computed takes no ?", "computed(type) = expression")
    result = re.fullmatch(r"\((.*)\)", written, re.DOTALL)
    made = scalar_alone(name, result[1].strip(), place) if result else None
    if not made:
        place.refuse(f"{shown(f'computed{written}')} is not a type", _RESULTS)
    if _family(made) not in FAMILIES:
        place.refuse(f"computed({made.type}) is not a type", _RESULTS)
    if not text or not text.strip():
        accepted = "computed(decimal) = price * quantity"
        place.refuse("computed has no expression", accepted)
    return replace(made, kind="computed", expression=_expression(text.strip(), place))


def _family(found: Field) -> str:
    return SCALARS[found.type].family


def _expression(text: str, place: Place) -> str:
    """Return the expression as Python formats it, if it is only arithmetic."""
    if len(text) > MAX_EXPRESSION:
        accepted = f"at most {MAX_EXPRESSION} characters"
        place.refuse("the expression is too long", accepted)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        place.refuse(f"{shown(text)} is not an expression", _ARITHMETIC)
    for node in ast.walk(tree):
        if not isinstance(node, _SYNTAX) and not _constant(node):
            is_part = isinstance(node, ast.expr)
            source = (ast.get_source_segment(text, node) if is_part else "") or text
            place.refuse(f"{shown(source)} is not allowed", _ARITHMETIC)
    return ast.unparse(tree)


def _constant(node: ast.AST) -> bool:
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, str):
        return value.isprintable()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value)


def resolved(found: Field, fields: tuple[Field, ...], place: Place) -> Field:
    """Check a computed field against the fields that it names."""
    if found.expression is None:
        return found
    nodes = list(ast.walk(ast.parse(found.expression, mode="eval")))
    usable = {
        one.name: one
        for one in fields
        if one.kind == "scalar" and not one.write_only and _family(one) in FAMILIES
    }
    names = sorted({node.id for node in nodes if isinstance(node, ast.Name)})
    for name in names:
        if name not in usable:
            accepted = ", ".join(usable) or "number and text fields, none here"
            place.refuse(f"{shown(name)} is not a field to compute with", accepted)
    operands = [usable[name] for name in names]
    _check_families(found, operands, nodes, place)
    if {operand.type for operand in operands} >= {"float", "decimal"}:
        place.refuse("the expression mixes float and decimal", "one of the two")
    may_miss = any(operand.nullable for operand in operands)
    may_fail = _family(found) == "number" and Arithmetic(found, fields).can_fail
    return replace(found, nullable=may_miss or may_fail)


def _check_families(
    found: Field, operands: list[Field], nodes: list[ast.AST], place: Place
) -> None:
    constants = [node.value for node in nodes if isinstance(node, ast.Constant)]
    families = {_family(operand) for operand in operands} | {
        "text" if isinstance(value, str) else "number" for value in constants
    }
    if len(families) > 1:
        place.refuse("the expression mixes numbers and text", "one of the two")
    if families != {_family(found)}:
        wrong = f"computed({found.type}) is not what the expression gives"
        place.refuse(wrong, "a number type for numbers, str or text for text")
    others = (ast.USub, *(sign for sign in _OPERATORS if sign is not ast.Add))
    if families == {"text"} and any(isinstance(node, others) for node in nodes):
        place.refuse("text is only joined", "+ between text")
