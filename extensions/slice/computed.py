"""Computed fields: the lines of their properties, and the values that tests expect."""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from ..answers.arithmetic import Arithmetic, is_text, joined
from ..answers.fields import Field
from .code import INDENT, call, fits, literal, quoted
from .mapping import TYPES

BODY, INNER = INDENT * 2, INDENT * 3
PLAIN_EXPONENT = 6


def property_of(found: Field, fields: tuple[Field, ...]) -> str:
    """The property of an answer that gives the value of a computed field."""
    optional = " | None" if found.nullable else ""
    head = f"def {found.name}(self) -> {TYPES[found.type].model}{optional}:"
    lines = ["", f"{INDENT}@computed", f"{INDENT}{head}", *_about(found)]
    lines += _without_operands(found, fields)
    body = _text(found) if is_text(found) else _number(Arithmetic(found, fields))
    return "\n".join((*lines, *body))


def _about(found: Field) -> list[str]:
    text = f'{BODY}"""`{found.expression}`."""'
    is_plain = text.isascii() and not {'"', "\\"} & set(str(found.expression))
    return [text] if is_plain else []


def _without_operands(found: Field, fields: tuple[Field, ...]) -> list[str]:
    tree = ast.parse(str(found.expression), mode="eval")
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    nullable = [one.name for one in fields if one.name in names and one.nullable]
    if not nullable:
        return []
    tests = [f"self.{name} is None" for name in nullable]
    flat = f"{BODY}if {' or '.join(tests)}:"
    head = [flat]
    if not fits(flat) and len(tests) > 1:
        others = (f"{INNER}or {test}" for test in tests[1:])
        head = [f"{BODY}if (", f"{INNER}{tests[0]}", *others, f"{BODY}):"]
    return [*head, f"{INNER}return None"]


# Text ---------------------------------------------------------------------------


def _text(found: Field) -> list[str]:
    parts = list(joined(ast.parse(str(found.expression), mode="eval").body))
    constants = [str(part.value) for part in parts if isinstance(part, ast.Constant)]
    if len(constants) == len(parts):
        return [f"{BODY}return {quoted(''.join(constants))}"]
    if len(parts) == 1:
        return [f"{BODY}return self.{found.expression}"]
    texts = (
        f"{{self.{part.id}}}"
        if isinstance(part, ast.Name)
        else str(part.value).replace("{", "{{").replace("}", "}}")
        for part in parts
    )
    return [f"{BODY}return f{quoted(''.join(texts))}"]


# Numbers ------------------------------------------------------------------------


def _number(made: Arithmetic) -> list[str]:
    contexts = []
    if "decimal" in (made.numbers, made.field.type):
        contexts.append(f"localcontext(prec={made.precision}, rounding=ROUND_HALF_UP)")
    if made.can_fail:
        contexts.append("suppress(ArithmeticError)")
    if not contexts:
        return _assigned("return", made.compiled, BODY)
    return [
        f"{BODY}with {', '.join(contexts)}:",
        *_result(made),
        *([f"{BODY}return None"] if made.can_fail else []),
    ]


def _result(made: Arithmetic) -> list[str]:
    if made.numbers == made.family == "int":
        return _assigned("return", made.compiled, INNER)
    returned = RETURNED[made.numbers, made.family]
    quantum = _quantum(made.field.scale or 0)
    return [
        *_assigned("result =", made.compiled, INNER),
        *(f"{INNER}{line.format(quantum=quantum)}" for line in returned),
    ]


RETURNED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("decimal", "decimal"): ("return result.quantize({quantum})",),
    ("decimal", "int"): ("return int(result.to_integral_value())",),
    ("decimal", "float"): (
        "number = float(result)",
        "return number if isfinite(number) else None",
    ),
    ("float", "float"): ("return result if isfinite(result) else None",),
    ("float", "decimal"): (
        "if isfinite(result):",
        f"{INDENT}return Decimal(repr(result)).quantize({{quantum}})",
    ),
    ("float", "int"): ("if isfinite(result):", f"{INDENT}return round(result)"),
}
"""How the result of some numbers is returned as another."""


def _quantum(scale: int) -> str:
    if not scale:
        return "Decimal(1)"
    plain = f"0.{'0' * (scale - 1)}1"
    return f'Decimal("{plain if scale <= PLAIN_EXPONENT else f"1e-{scale}"}")'


# Statements ---------------------------------------------------------------------


def _assigned(before: str, node: ast.expr, indent: str) -> list[str]:
    """A statement on one line where it fits, else in steps of one kind of operator."""
    flat = f"{indent}{before} {_source(node)}"
    if fits(flat):
        return [flat]
    steps = Steps(indent)
    steps.end(before, node)
    return steps.lines


@dataclass
class Steps:
    """A long expression as statements, each of which a formatter lays out in one way."""

    indent: str
    lines: list[str] = field(default_factory=list)
    count: int = 0

    def end(self, before: str, node: ast.expr) -> None:
        """Add what it needs, and the statement that begins with `before`."""
        parts = [(sign, self._name(part)) for sign, part in _chain(node)]
        first = parts[0][1]
        others = [f"{sign} {part}" for sign, part in parts[1:]]
        flat = f"{self.indent}{before} {' '.join((first, *others))}"
        if fits(flat) or not others:
            self.lines.append(flat)
            return
        inner = self.indent + INDENT
        together = inner + " ".join((first, *others))
        split = (inner + first, *(inner + other for other in others))
        lines = (together,) if fits(together) else split
        self.lines += [f"{self.indent}{before} (", *lines, f"{self.indent})"]

    def _name(self, node: ast.expr) -> str:
        """A short text for an operand, which may have a statement of its own."""
        if isinstance(node, ast.UnaryOp):
            return f"-{self._name(node.operand)}"
        if isinstance(node, ast.Attribute):
            return _source(node)
        self.count += 1
        name = f"part_{self.count}"
        if isinstance(node, ast.BinOp):
            self.end(f"{name} =", node)
        else:
            self.lines += self._value(name, node)
        return name

    def _value(self, name: str, node: ast.expr) -> list[str]:
        if not isinstance(node, ast.Call):
            return [f"{self.indent}{name} = {_source(node)}"]
        made = call(_source(node.func), *map(_literal, node.args))
        return made.lines(self.indent, before=f"{name} = ")


def _source(node: ast.expr) -> str:
    """Its source as a formatter writes it; all text in it is that of numbers."""
    return ast.unparse(node).replace("'", '"').replace("e+", "e")


def _literal(node: ast.expr) -> str:
    return literal(node.value) if isinstance(node, ast.Constant) else _source(node)


def _chain(node: ast.expr) -> list[tuple[str, ast.expr]]:
    """The operands of operators that bind equally, each with the sign before it."""
    if not isinstance(node, ast.BinOp):
        return [("", node)]
    left = node.left
    same = isinstance(left, ast.BinOp) and _rank(left) == _rank(node)
    before = _chain(left) if same else [("", left)]
    return [*before, (SIGNS[type(node.op)], node.right)]


def _rank(node: ast.BinOp) -> bool:
    return isinstance(node.op, ast.Add | ast.Sub)


SIGNS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
}


# Values -------------------------------------------------------------------------


def value_of(found: Field, fields: tuple[Field, ...], row: Mapping[str, Any]) -> Any:
    """The value of a computed field for the values of a row."""
    if not is_text(found):
        return _finished(Arithmetic(found, fields), row)
    parts = list(joined(ast.parse(str(found.expression), mode="eval").body))
    texts = [
        row[part.id] if isinstance(part, ast.Name) else part.value for part in parts
    ]
    return None if None in texts else "".join(map(str, texts))


def _finished(made: Arithmetic, row: Mapping[str, Any]) -> Any:
    result = made.value(row)
    if result is None or not math.isfinite(result):
        return None
    if made.family == "float":
        number = float(result)
        return number if math.isfinite(number) else None
    exact = Decimal(repr(result)) if isinstance(result, float) else Decimal(result)
    quantum = Decimal(1).scaleb(-(made.field.scale or 0))
    context = Context(prec=made.precision, rounding=ROUND_HALF_UP)
    if made.family == "int":
        is_float = isinstance(result, float)
        return (
            round(result) if is_float else int(exact.quantize(quantum, None, context))
        )
    return exact.quantize(quantum, context=context)
