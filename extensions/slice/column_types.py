"""How each type of the field language stands in the database: a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .literals import quoted
from .mapping import python_type

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


SCALARS: Mapping[str, ColumnType] = {
    "text": ColumnType("sa.Text"),
    "int": ColumnType("sa.Integer"),
    "bigint": ColumnType("sa.BigInteger"),
    "float": ColumnType("sa.Double"),
    "bool": ColumnType("sa.Boolean"),
    "date": ColumnType("sa.Date"),
    "datetime": ColumnType("sa.DateTime", ("timezone=True",)),
    "time": ColumnType("sa.Time"),
    "duration": ColumnType("sa.Interval"),
    "uuid": ColumnType("sa.Uuid"),
}
MOMENT = SCALARS["datetime"]
NAIVE_MOMENT = ColumnType("sa.DateTime")
SMALL = ColumnType("sa.SmallInteger")
ANY_TEXT = ColumnType("sa.String")
BINARY_JSON = ColumnType("postgresql.JSONB", ("none_as_null=True",))
PLAIN_JSON = ColumnType("sa.JSON", ("none_as_null=True",))
BOTH_JSON = ColumnType(
    "sa.JSON", ("none_as_null=True",), dialect="postgresql", variant=BINARY_JSON
)
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
    if field.type == "decimal":
        return ColumnType("sa.Numeric", (str(field.precision), str(field.scale)))
    if field.type in SCALARS:
        return SCALARS[field.type]
    return text(field.length) if field.length else ANY_TEXT


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
