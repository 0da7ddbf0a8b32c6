"""What a column has where an INSERT gives it nothing."""

from __future__ import annotations

import ast
import re

from ..answers.field_text import written
from ..slice.literals import quoted
from .columns import Column
from .kinds import Enumeration
from .syntax import last, text_of

EMPTY = {"dict": "{}", "list": "[]"}
BOOLEANS = {"true": "true", "false": "false"}
QUOTED = re.compile(r"'((?:[^']|'')*)'(?:::[\w ]+)?")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def is_given(column: Column) -> bool:
    """Whether somebody else gives it a value: a default, the database, a class."""
    names = ("default", "default_factory", "insert_default", "server_default")
    if any(column.inside(name) for name in ("Computed", "Identity", "FetchedValue")):
        return True
    given = [column.option(name) for name in names]
    known = [one for one in (*given, column.plain) if one is not None]
    return any(not _is_nothing(one) for one in known)


def _is_nothing(node: ast.expr) -> bool:
    """Whether it says that there is none."""
    return isinstance(node, ast.Constant) and node.value in {None, ...}


def literal(column: Column, enum: Enumeration | None) -> str | None:
    """The default as the language writes it; `None` where it is none that is written."""
    for node in (
        column.option("default", "insert_default"),
        column.option("default_factory"),
        column.plain,
        column.option("server_default"),
    ):
        if node is not None and not _is_nothing(node):
            return _literal(node, enum)
    return None


def _literal(node: ast.expr, enum: Enumeration | None) -> str | None:
    found: str | None = None
    match node:
        case ast.Constant(value):
            found = _constant(value, enum)
        case ast.UnaryOp(ast.USub(), ast.Constant(int(value) | float(value))):
            found = f"-{value}"
        case ast.Dict([], []) | ast.List([]):
            found = "{}" if isinstance(node, ast.Dict) else "[]"
        case ast.Name(name):
            found = EMPTY.get(name)
        case ast.Attribute():
            found = _member(node, enum)
        case ast.Lambda(body=inner):
            found = _literal(inner, enum)
        case ast.Call():
            found = _called(node, enum)
    return found


def _constant(value: object, enum: Enumeration | None) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    return _stored(value, enum) if isinstance(value, str) else None


def _stored(value: str, enum: Enumeration | None) -> str:
    """A text; of an enum, the value of the name that the database keeps."""
    return written(enum.values.get(value, value) if enum else value)


def _member(node: ast.Attribute, enum: Enumeration | None) -> str | None:
    """The value of `Status.DRAFT`, or of `Status.DRAFT.value`."""
    inner = node.value if node.attr in {"name", "value"} else node
    name = last(inner)
    return written(enum.values[name]) if enum and name in enum.values else None


def _called(node: ast.Call, enum: Enumeration | None) -> str | None:
    """What `text("'draft'")`, `false()` and `Decimal("0")` say."""
    name, first = last(node), next(iter(node.args), None)
    if name in BOOLEANS and not node.args:
        return BOOLEANS[name]
    if name == "Decimal" and first is not None:
        return _literal(first, enum)
    said = text_of(first).strip() if name == "text" else ""
    if quoted := QUOTED.fullmatch(said):
        return _stored(quoted[1].replace("''", "'"), enum)
    plain = said.lower()
    return plain if plain in BOOLEANS or NUMBER.fullmatch(plain) else None


def by_server(column: Column) -> str:
    """What the database fills in, as an expression over `sa`, if it can be said."""
    match column.option("server_default"):
        case ast.Constant(str(text)):
            return quoted(text)
        case ast.Call(ast.Name("text") | ast.Attribute(attr="text"), [inner]):
            written = text_of(inner)
            return f"sa.text({quoted(written)})" if written else ""
        case ast.Call(ast.Attribute(owner, name), []) if last(owner) == "func":
            return f"sa.func.{name}()"
        case ast.Call(function, []) if last(function) in BOOLEANS:
            return f"sa.{last(function)}()"
    return ""
