"""How each type of the field language stands in Python and in the database: a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from .literals import quoted
from .values import as_python

if TYPE_CHECKING:
    from ..answers.field import Field
    from .fit import Fit


@dataclass(frozen=True)
class ColumnType:
    """A type of SQLAlchemy: its name, and what it is made with."""

    name: str
    arguments: tuple[str, ...] = ()
    item: ColumnType | None = None
    """What an array holds."""
    dialect: str = ""
    variant: ColumnType | None = None
    """What stands for it in that dialect."""


@dataclass(frozen=True)
class PythonType:
    """The annotations of a type."""

    model: str
    """In models and in answers, where what is stored needs no second check."""
    request: str = ""

    @property
    def in_request(self) -> str:
        """The annotation in bodies and queries."""
        return self.request or self.model


@dataclass(frozen=True)
class Scalar(PythonType):
    """A type with one value, and its column."""

    column: str = "sa.String"


TYPES: Mapping[str, Scalar] = {
    "str": Scalar("str"),
    "text": Scalar("str", column="sa.Text"),
    "email": Scalar("str", "EmailStr"),
    "url": Scalar("str", "Url"),
    "int": Scalar("int", "Int32", "sa.Integer"),
    "bigint": Scalar("int", "Int64", "sa.BigInteger"),
    "float": Scalar("float", "FiniteFloat", "sa.Double"),
    "decimal": Scalar("Decimal", column="sa.Numeric"),
    "bool": Scalar("bool", column="sa.Boolean"),
    "date": Scalar("dt.date", column="sa.Date"),
    "datetime": Scalar("dt.datetime", "AwareDatetime", "sa.DateTime"),
    "time": Scalar("dt.time", "LocalTime", "sa.Time"),
    "duration": Scalar("dt.timedelta", column="sa.Interval"),
    "uuid": Scalar("UUID", column="sa.Uuid"),
    "json": Scalar("JsonValue", "JsonDocument", "sa.JSON"),
}

SHOWN: Mapping[str, str] = {
    "AwareDatetime": "StoredDatetime",
    "UtcDatetime": "UtcDatetime",
    "Int32": "StoredInt32",
    "Int64": "StoredInt64",
}
"""Types of bodies, and what answers show instead of the type of the model."""

# In Python ----------------------------------------------------------------------


def python_type(field: Field, named: str = "") -> PythonType:
    """The type of a field; one with a class of its own is named after that."""
    if field.kind in {"enum", "object", "union"}:
        values = ", ".join(map(quoted, field.values))
        return PythonType(named or f"Literal[{values}]")
    one = TYPES.get(
        field.type, TYPES["uuid"]
    )  # Keys are UUIDs unless they say otherwise.
    if field.kind in {"list", "refs"}:
        return PythonType(f"list[{one.model}]", f"list[{one.in_request}]")
    return one


def item_of(field: Field) -> Field:
    """What a list holds, as a field."""
    return replace(
        field,
        kind="scalar",
        nullable=False,
        has_default=False,
        default=None,
        min=None,
        max=None,
    )


def limits_of(field: Field) -> dict[str, str]:
    """What limits its values, as keywords of `Field(…)`."""
    if field.kind in {"list", "refs"} or field.type == "url":
        found = {"min_length": field.min, "max_length": field.max}
    elif TYPES.get(field.type, TYPES["uuid"]).model == "str":
        longest = field.length if field.max is None else field.max
        pattern = None if field.pattern is None else _raw(field.pattern)
        found = {"min_length": field.min, "max_length": longest, "pattern": pattern}
    else:
        digits = {"max_digits": field.precision, "decimal_places": field.scale}
        found = {"ge": _bound(field.min), "le": _bound(field.max), **digits}
    return {name: str(limit) for name, limit in found.items() if limit is not None}


def _bound(bound: object) -> str | None:
    whole = isinstance(bound, Decimal) and bound == bound.to_integral_value()
    return f"{bound:f}" if whole else None if bound is None else as_python(bound)


def _raw(pattern: str) -> str:
    if "\\" in pattern and '"' not in pattern and pattern.isprintable():
        return f'r"{pattern}"'
    return quoted(pattern)


# In the database ----------------------------------------------------------------

MOMENT = ColumnType("sa.DateTime", ("timezone=True",))
NAIVE_MOMENT = ColumnType("sa.DateTime")
SMALL = ColumnType("sa.SmallInteger")
BINARY_JSON = ColumnType("postgresql.JSONB", ("none_as_null=True",))
PLAIN_JSON = ColumnType("sa.JSON", ("none_as_null=True",))
BOTH_JSON = replace(PLAIN_JSON, dialect="postgresql", variant=BINARY_JSON)
COUNTED = ColumnType(
    "sa.BigInteger", dialect="sqlite", variant=ColumnType("sa.Integer")
)
"""A wide key that SQLite counts up too."""

NESTED = frozenset({"object", "union"})
ENUM_LENGTH = 50
"""Size of an enum's column: longer values can come without a change of its type."""


def text(length: int) -> ColumnType:
    return ColumnType("sa.String", (str(length),))


def scalar(field: Field) -> ColumnType:
    """The type of one value that has no parts, but for JSON."""
    if field.type == "datetime":
        return MOMENT
    is_decimal = field.type == "decimal"
    sizes = (field.precision, field.scale) if is_decimal else (field.length,)
    arguments = tuple(str(size) for size in sizes if size is not None)
    column = TYPES[field.type].column if field.type in TYPES else "sa.String"
    return ColumnType(column, arguments)


def document(fit: Fit) -> ColumnType:
    """The type of a column that holds anything: what each database does best."""
    if fit.is_postgresql:
        return BINARY_JSON
    return BOTH_JSON if fit.has_postgresql else PLAIN_JSON


def stored_type(field: Field, fit: Fit) -> ColumnType:
    """The type of a column in the database, which knows none of our classes."""
    is_json = field.type == "json" and field.kind in {"scalar", "list"}
    if field.kind == "list" and fit.is_postgresql:
        return ColumnType("sa.ARRAY", item=BINARY_JSON if is_json else scalar(field))
    if field.kind == "list" or field.kind in NESTED or is_json:
        return document(fit)
    return text(ENUM_LENGTH) if field.kind == "enum" else scalar(field)


def mapped_type(field: Field, named: str, fit: Fit) -> ColumnType:
    """The type of a column in the model, which knows the class of its values."""
    if field.kind == "enum":
        return ColumnType("choice", (named, quoted(field.name)))
    stored = stored_type(field, fit)
    if field.kind in NESTED or (field.kind == "list" and stored.item is None):
        return ColumnType("Structure", (python_type(field, named).model,))
    return stored
