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
BOOLEANS = frozenset({"true", "false"})
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
    stated = (
        column.option("default", "insert_default"),
        column.option("default_factory"),
        column.plain,
        column.option("server_default"),
    )
    known = (one for one in stated if one is not None and not _is_nothing(one))
    return _literal(next(known, None), enum)


def _literal(node: ast.expr | None, enum: Enumeration | None) -> str | None:
    found: str | None = None
    match node:
        case ast.Constant(bool(value)):
            found = str(value).lower()
        case ast.Constant(int(value) | float(value)):
            found = str(value)
        case ast.Constant(str(value)):
            found = _stored(value, enum)
        case ast.UnaryOp(ast.USub(), ast.Constant(int(value) | float(value))):
            found = f"-{value}"
        case ast.Dict([], []) | ast.List([]):
            found = "{}" if isinstance(node, ast.Dict) else "[]"
        case ast.Name(name):
            found = EMPTY.get(name)
        case ast.Attribute(inner, "name" | "value") | (ast.Attribute() as inner):
            known = enum.values if enum else {}
            found = written(known[last(inner)]) if last(inner) in known else None
        case ast.Lambda(body=inner) | ast.Call(ast.Name("Decimal"), [inner, *_]):
            found = _literal(inner, enum)
        case ast.Call():
            found = _called(node, enum)
    return found


def _stored(value: str, enum: Enumeration | None) -> str:
    """A text; of an enum, the value of the name that the database keeps."""
    return written(enum.values.get(value, value) if enum else value)


def _called(node: ast.Call, enum: Enumeration | None) -> str | None:
    """What `text("'draft'")` and `false()` say."""
    if last(node) in BOOLEANS and not node.args:
        return last(node)
    said = text_of(next(iter(node.args), None)).strip() if last(node) == "text" else ""
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
