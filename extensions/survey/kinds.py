"""Types of columns in the language of fields: of Python's, and of the database's."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from .columns import Column, bare
from .definitions import class_of, value_of
from .reading import Module, Sources
from .syntax import assigned, keyword, last, named, says, text_of

DEEPEST: Final = 4
"""Names that a type may stand behind, and classes above an enum."""

LONGEST: Final = 10_000
"""What the language calls a `str`; above it, it is a `text` with a bound."""


def _rows(table: Mapping[str, str]) -> Mapping[str, str]:
    return {name: made for made, names in table.items() for name in names.split()}


PYTHON: Final = _rows(
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
SQL: Final = _rows(
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
LISTS: Final = frozenset({"List", "Sequence", "Set", "list", "set"})
SIZED: Final = frozenset(
    "AutoString CHAR NCHAR NVARCHAR String Unicode VARCHAR".split()
)
SMALL: Final = ("int", ", min=-32768, max=32767")
UNBOUND: Final = "decimal(38, 10)"
"""The type of the database without the sizes that the language asks for."""

ENUMS: Final = frozenset(
    {"Enum", "IntEnum", "StrEnum", "IntegerChoices", "TextChoices"}
)
LOWERED: Final = "StrEnum"
"""Of its members, `auto()` is the name in small letters."""


@dataclass(frozen=True)
class Enumeration:
    """An enum, by what it is imported as."""

    reference: str
    values: dict[str, str]
    """Texts by the names of its members; empty where they are no texts."""


@dataclass(frozen=True)
class Kind:
    """The type of a column: a word of the language, or none."""

    word: str
    node: ast.expr | None = None
    """The type of the database, where it is said."""
    enum: Enumeration | None = None
    values: tuple[str, ...] = ()
    item: Kind | None = None


def kind_of(sources: Sources, column: Column) -> Kind:
    """What a column is; the database's type decides, where both are known."""
    stated = _of_database(sources, column.module, column.type, DEEPEST)
    plain = of_python(sources, column.module, bare(column.annotation))
    if stated is None or plain is None:
        return stated or plain or Kind("")
    if stated.word == "enum" and not (stated.enum or stated.values):
        return plain if plain.word == "enum" else stated
    if plain.word in {"email", "enum", "url"} and stated.word == "text":
        return Kind(plain.word, stated.node, plain.enum, plain.values)
    return stated if stated.word else plain


# Of Python --------------------------------------------------------------------


def of_python(sources: Sources, module: Module, node: ast.expr | None) -> Kind | None:
    """The kind of an annotation; nothing where it says too little."""
    match node:
        case ast.Subscript(base, inner) if last(base) in LISTS:
            item = of_python(sources, module, inner)
            is_plain = item is not None and item.word in PYTHON.values()
            return Kind("list", item=item) if is_plain else None
        case ast.Subscript(base, inner) if last(base) == "Literal":
            return Kind(
                "enum", values=tuple(map(text_of, getattr(inner, "elts", [inner])))
            )
        case ast.Subscript(base):
            return of_python(sources, module, base)
    if found := _enumeration(sources, module, node):
        return Kind("enum", enum=found, values=tuple(found.values.values()))
    word = PYTHON.get(last(node), "")
    return Kind(word) if word else None


def _enumeration(
    sources: Sources, module: Module, node: ast.expr | None
) -> Enumeration | None:
    """The enum that an expression names."""
    is_name = isinstance(node, ast.Name | ast.Attribute)
    found = class_of(sources, named(module, node)) if is_name else None
    roots = {*_roots(sources, *found, DEEPEST)} if found else set()
    if not found or not roots & ENUMS:
        return None
    members = [
        (name, value) for name, value, _ in assigned(found[1].body) if name[0] != "_"
    ]
    texts = {
        name: name.lower()
        if LOWERED in roots and last(value) == "auto"
        else text_of(value)
        for name, value in members
        if value
    }
    reference = f"{found[0].name}:{found[1].name}"
    return Enumeration(reference, texts if all(texts.values()) else {})


def _roots(
    sources: Sources, module: Module, kind: ast.ClassDef, depth: int
) -> Iterator[str]:
    """The names of what it derives from, through classes of the project."""
    for base in kind.bases:
        yield last(base)
        above = class_of(sources, named(module, base)) if depth else None
        yield from _roots(sources, *above, depth - 1) if above else ()


# Of the database --------------------------------------------------------------


def _of_database(
    sources: Sources, module: Module, node: ast.expr | None, depth: int
) -> Kind | None:
    """The kind of a type of the database; nothing where none is said."""
    match node:
        case None:
            return None
        case ast.Call(ast.Attribute(inner, "with_variant")) | ast.Call(
            ast.Attribute(attr="as_mutable"), [inner, *_]
        ):
            return _of_database(sources, module, inner, depth)
    word = SQL.get(last(node), "")
    arguments = node.args if isinstance(node, ast.Call) else []
    first = next(iter(arguments), None)
    if word == "enum":
        if found := _enumeration(sources, module, first):
            return Kind(word, node, found, tuple(found.values.values()))
        is_open = isinstance(first, ast.Starred)
        return Kind(
            word, node, values=() if is_open else tuple(map(text_of, arguments))
        )
    if word == "list":
        item = _of_database(sources, module, first, depth)
        return Kind(word, node, item=item)
    behind = None if word or not depth else _behind(sources, module, node, depth)
    return behind or Kind(word, node)


def _behind(
    sources: Sources, module: Module, node: ast.expr, depth: int
) -> Kind | None:
    """The kind of what a variable, or a type of the project's own, stands for."""
    reference = named(module, node)
    if found := value_of(sources, reference):
        return _of_database(sources, *found, depth - 1)
    if own := class_of(sources, reference):
        for attribute, value, _ in assigned(own[1].body):
            if attribute == "impl":
                return _of_database(sources, own[0], value, depth - 1)
    return None


def is_zoned(sources: Sources, column: Column) -> bool:
    """Whether a moment is kept with its zone, as far as it is said."""
    stated = _of_database(sources, column.module, column.type, DEEPEST)
    if stated is None or not isinstance(stated.node, ast.Call):
        return stated is not None and not stated.word
    zone = next(iter(stated.node.args), keyword(stated.node, "timezone"))
    return says(zone, True)


# As the language writes them --------------------------------------------------


def type_text(kind: Kind, column: Column) -> tuple[str, str]:
    """The type of a field, and the options that come with it."""
    match kind.word:
        case "enum":
            return f"enum({', '.join(kind.values)})", ""
        case "list":
            item, _ = type_text(kind.item, column) if kind.item else ("", "")
            return f"list[{item}]", ""
        case "text" | "email" | "url":
            return _sized(kind, column)
        case "decimal":
            return _decimal(kind, column), ""
        case "small":
            return SMALL
    return kind.word, ""


def _sized(kind: Kind, column: Column) -> tuple[str, str]:
    """A text, with the length that it may have where that is said."""
    node, length = kind.node, None
    if node is None:
        length = _whole(column.option("max_length"))
    elif isinstance(node, ast.Call) and last(node) in SIZED:
        length = _whole(next(iter(node.args), keyword(node, "length")))
    if length is None:
        return kind.word, ""
    if kind.word == "text" and length <= LONGEST:
        return f"str({length})", ""
    return kind.word, f", max={length}"


def _decimal(kind: Kind, column: Column) -> str:
    node = kind.node
    if isinstance(node, ast.Call):
        stated = [*node.args, None, None]
        said = (keyword(node, "precision"), keyword(node, "scale"))
    else:
        stated = [None, None]
        said = (column.option("max_digits"), column.option("decimal_places"))
    precision, scale = (
        _whole(one) or _whole(other) for one, other in zip(stated, said, strict=False)
    )
    return UNBOUND if precision is None else f"decimal({precision}, {scale or 0})"


def _whole(node: ast.AST | None) -> int | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int) else None
