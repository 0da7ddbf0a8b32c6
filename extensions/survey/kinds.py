"""Types of columns in the language of fields: of Python's, and of the database's."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .columns import Column, bare
from .enums import Enumeration, enumeration
from .reading import Module, Sources
from .syntax import assigned, classes, keyword, last, named, text_of

DEEPEST: Final = 4
"""Names that a type may stand behind."""

LONGEST: Final = 10_000
"""What the language calls a `str`; above it, it is a `text` with a bound."""


def _rows(table: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(
        {name: made for made, names in table.items() for name in names.split()}
    )


PYTHON = _rows(
    {
        "text": "str",
        "int": "int PositiveInt NonNegativeInt",
        "float": "float",
        "decimal": "Decimal",
        "bool": "bool",
        "date": "date",
        "datetime": "datetime AwareDatetime NaiveDatetime",
        "time": "time",
        "duration": "timedelta",
        "uuid": "UUID UUID1 UUID3 UUID4 UUID5 UUID6 UUID7",
        "email": "EmailStr",
        "url": "AnyHttpUrl HttpUrl",
        "json": "dict Dict Mapping MutableMapping JSON",
        "bytes": "bytes bytearray memoryview",
    }
)
SQL = _rows(
    {
        "text": """
            CHAR CITEXT NCHAR NVARCHAR String Unicode VARCHAR VARCHAR2 AutoString
            CLOB LONGTEXT MEDIUMTEXT TEXT TINYTEXT Text UnicodeText
        """,
        "int": "INT INTEGER Integer MEDIUMINT",
        "small": "SMALLINT SmallInteger TINYINT",
        "bigint": "BIGINT BigInteger",
        "float": "DOUBLE DOUBLE_PRECISION Double FLOAT Float REAL",
        "decimal": "DECIMAL NUMERIC Numeric",
        "bool": "BOOLEAN Boolean",
        "date": "DATE Date",
        "datetime": "DATETIME DateTime TIMESTAMP",
        "time": "TIME Time",
        "duration": "INTERVAL Interval",
        "uuid": "GUID UNIQUEIDENTIFIER UUID UUIDType Uuid",
        "json": "JSON JSONB JSONType",
        "email": "EmailType",
        "url": "URLType",
        "enum": "ENUM Enum",
        "list": "ARRAY",
        "bytes": "BINARY BLOB BYTEA LONGBLOB LargeBinary PickleType VARBINARY",
    }
)
LISTS = frozenset({"List", "Sequence", "Set", "list", "set"})
SIZED = frozenset({"CHAR", "NCHAR", "NVARCHAR", "String", "Unicode", "VARCHAR"})
BOUNDS: Mapping[str, str] = MappingProxyType(
    {"email": ", max={}", "url": ", max={}", "text": ", max={}"}
)
RANGES: Mapping[str, str] = MappingProxyType(
    {"small": "int, min=-32768, max=32767"},
)
UNBOUND: Mapping[str, str] = MappingProxyType({"decimal": "decimal(38, 10)"})
"""Types of the database without the sizes that the language asks for."""


@dataclass(frozen=True)
class Kind:
    """The type of a column: a word of the language, or why there is none."""

    word: str
    node: ast.expr | None = None
    """The type of the database, where it is said."""
    enum: Enumeration | None = None
    values: tuple[str, ...] = ()
    item: Kind | None = None
    why: str = ""


def kind_of(sources: Sources, column: Column) -> Kind:
    """What a column is; the database's type decides, where both are known."""
    said = bare(column.annotation)
    stated = _of_database(sources, column.module, column.type, DEEPEST)
    plain = of_python(sources, column.module, said)
    if stated is None:
        return plain or Kind("", why=_unknown(column))
    if stated.word == "enum" and not (stated.enum or stated.values):
        return plain if plain and plain.word == "enum" else stated
    if plain and plain.word in {"email", "enum", "url"} and stated.word == "text":
        return Kind(plain.word, stated.node, plain.enum, plain.values)
    return stated if stated.word or not plain or stated.why else plain


def _unknown(column: Column) -> str:
    return f"the language has no type {column.kind}"


# Of Python --------------------------------------------------------------------


def of_python(sources: Sources, module: Module, node: ast.expr | None) -> Kind | None:
    """The kind of an annotation; nothing where it says too little."""
    match node:
        case ast.Subscript(base, inner) if last(base) in LISTS:
            item = of_python(sources, module, inner)
            is_plain = item is not None and item.word in PYTHON.values()
            return Kind("list", item=item) if is_plain else None
        case ast.Subscript(base, inner) if last(base) == "Literal":
            return Kind("enum", values=tuple(_texts(inner)))
        case ast.Subscript(base):
            return of_python(sources, module, base)
    if found := enumeration(sources, module, node):
        return Kind("enum", enum=found, values=tuple(found.values.values()))
    word = PYTHON.get(last(node), "")
    return Kind(word) if word else None


def _texts(node: ast.expr) -> Iterator[str]:
    several = node.elts if isinstance(node, ast.Tuple | ast.List) else [node]
    yield from (text_of(one) for one in several)


# Of the database --------------------------------------------------------------


def _of_database(
    sources: Sources, module: Module, node: ast.expr | None, depth: int
) -> Kind | None:
    """The kind of a type of the database; nothing where none is said."""
    node = _unwrapped(node)
    if node is None:
        return None
    word = SQL.get(last(node), "")
    if word == "enum":
        return _enum(sources, module, node)
    if word == "list":
        first = next(iter(getattr(node, "args", ())), None)
        item = _of_database(sources, module, first, depth)
        return Kind("list", node, item=item)
    if word or not depth:
        return Kind(word, node)
    return _behind(sources, module, node, depth) or Kind("", node)


def _unwrapped(node: ast.expr | None) -> ast.expr | None:
    """The type within `as_mutable(…)`, and before `.with_variant(…)`."""
    match node:
        case ast.Call(ast.Attribute(inner, "with_variant")):
            return _unwrapped(inner)
        case ast.Call(ast.Attribute(attr="as_mutable"), [inner, *_]):
            return _unwrapped(inner)
    return node


def _behind(
    sources: Sources, module: Module, node: ast.expr, depth: int
) -> Kind | None:
    """The kind of what a variable, or a type of the project's own, stands for."""
    place, _, name = sources.origin(named(module, node)).partition(":")
    known = sources.by_name.get(place)
    if known is None:
        return None
    for variable, value, _ in assigned(known.statements):
        if variable == name:
            return _of_database(sources, known, value, depth - 1)
    for own in classes(known):
        for attribute, value, _ in assigned(own.body):
            if (own.name, attribute) == (name, "impl"):
                return _of_database(sources, known, value, depth - 1)
    return None


def _enum(sources: Sources, module: Module, node: ast.expr) -> Kind:
    arguments = node.args if isinstance(node, ast.Call) else []
    first = next(iter(arguments), None)
    if found := enumeration(sources, module, first):
        return Kind("enum", node, found, tuple(found.values.values()))
    if isinstance(first, ast.Starred | None):
        return Kind("enum", node)
    return Kind("enum", node, values=tuple(map(text_of, arguments)))


# As the language writes them --------------------------------------------------


def type_text(kind: Kind, column: Column) -> tuple[str, str]:
    """The type of a field, and the options that come with it."""
    if kind.word == "enum":
        return f"enum({', '.join(kind.values)})", ""
    if kind.word == "list":
        item, _ = type_text(kind.item, column) if kind.item else ("", "")
        return f"list[{item}]", ""
    if kind.word in {"text", "email", "url"}:
        return _sized(kind, column)
    if kind.word == "decimal":
        return _decimal(kind, column), ""
    found, _, options = RANGES.get(kind.word, kind.word).partition(", ")
    return found, options and f", {options}"


def _sized(kind: Kind, column: Column) -> tuple[str, str]:
    length = _length(kind, column)
    if length is None:
        return kind.word, ""
    if kind.word == "text" and length <= LONGEST:
        return f"str({length})", ""
    return kind.word, BOUNDS[kind.word].format(length)


def _length(kind: Kind, column: Column) -> int | None:
    """How long a text may be; `None` for any length."""
    node = kind.node
    if isinstance(node, ast.Call) and last(node) in {*SIZED, "AutoString"}:
        return _whole(next(iter(node.args), keyword(node, "length")))
    return _whole(column.option("max_length")) if node is None else None


def _decimal(kind: Kind, column: Column) -> str:
    arguments = kind.node.args if isinstance(kind.node, ast.Call) else []
    sizes = [_whole(one) for one in arguments]
    precision, scale = (*sizes, None, None)[:2]
    precision = precision or _keyword(kind, column, "precision", "max_digits")
    scale = scale or _keyword(kind, column, "scale", "decimal_places")
    if precision is None:
        return UNBOUND["decimal"]
    return f"decimal({precision}, {scale or 0})"


def _keyword(kind: Kind, column: Column, *names: str) -> int | None:
    node = kind.node
    if isinstance(node, ast.Call):
        found = [_whole(keyword(node, name)) for name in names]
        return next((one for one in found if one is not None), None)
    return _whole(column.option(*names))


def _whole(node: ast.AST | None) -> int | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int) else None


def is_zoned(sources: Sources, column: Column) -> bool:
    """Whether a moment is kept with its zone, as far as it is said."""
    stated = _of_database(sources, column.module, column.type, DEEPEST)
    node = stated.node if stated else None
    if not isinstance(node, ast.Call):
        return stated is not None and not stated.word
    zone = next(iter(node.args), keyword(node, "timezone"))
    return isinstance(zone, ast.Constant) and zone.value is True
