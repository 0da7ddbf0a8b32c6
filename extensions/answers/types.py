"""Tables of the field language: its scalar types, its options, refused names.

Data only. What the grammar does with it stands in `fields`; what SQL or Python
type a scalar becomes is decided elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["scalar", "list", "enum", "ref", "refs", "object", "union", "computed"]
OnDelete = Literal["restrict", "cascade", "set_null"]


@dataclass(frozen=True)
class Parameter:
    """A whole number in parentheses after a type."""

    name: Literal["length", "precision", "scale"]
    lowest: int
    highest: int
    default: int


@dataclass(frozen=True)
class ScalarType:
    """What the language allows a scalar to do."""

    name: str
    family: Literal["text", "number", "time", ""]
    example: str
    """What a value of it looks like, for messages."""
    takes: tuple[Parameter, ...] = ()
    length: int | None = None
    """Longest value where the type itself sets it."""
    bits: int | None = None
    """Size of a whole number, sign included."""
    moment: str = ""
    """The default that the server fills in."""
    comparable: bool = True
    """Whether lists are filtered and sorted by it."""
    indexable: bool = True
    uniquable: bool = True

    @property
    def ordered(self) -> bool:
        """Whether it has gt, gte, lt and lte filters, and bounds on its value."""
        return self.family in {"number", "time"}

    @property
    def textual(self) -> bool:
        """Whether it has a contains filter, and bounds on its length."""
        return self.family == "text"

    @property
    def sized(self) -> bool:
        return self.ordered or self.textual

    @property
    def patterned(self) -> bool:
        return self.textual and self.length is None


_TEXT = 'text like draft or "two, words"'
_LENGTH = Parameter("length", 1, 10_000, 255)
_DIGITS = (Parameter("precision", 1, 38, 12), Parameter("scale", 0, 38, 2))

_TABLE = (
    ScalarType("str", "text", _TEXT, (_LENGTH,)),
    ScalarType("text", "text", _TEXT, indexable=False, uniquable=False),
    ScalarType("email", "text", "an address like ann@example.com", length=320),
    ScalarType("url", "text", "an address like https://example.com", length=2083),
    ScalarType("int", "number", "a whole number of 32 bits like 42", bits=32),
    ScalarType("bigint", "number", "a whole number of 64 bits like 42", bits=64),
    ScalarType("float", "number", "a number like 0.5"),
    ScalarType(
        "decimal", "number", "a number like 9.99 that fits precision and scale", _DIGITS
    ),
    ScalarType("bool", "", "true or false", uniquable=False),
    ScalarType("date", "time", "a date like 2026-01-31", moment="today"),
    ScalarType(
        "datetime",
        "time",
        "a moment with its zone like 2026-01-31T09:30:00Z",
        moment="now",
    ),
    ScalarType("time", "time", "a time of day without a zone like 09:30:00"),
    ScalarType(
        "duration", "time", "an ISO 8601 duration of weeks to seconds like P1DT2H"
    ),
    ScalarType("uuid", "", "a UUID like 01234567-89ab-cdef-0123-456789abcdef"),
    ScalarType(
        "json", "", "{} or []", comparable=False, indexable=False, uniquable=False
    ),
)
SCALARS: Mapping[str, ScalarType] = {scalar.name: scalar for scalar in _TABLE}


@dataclass(frozen=True)
class Option:
    """A word after the type."""

    name: str
    fits: str
    """What it may be written on, for messages."""
    kinds: frozenset[Kind]
    value: str = ""
    """What stands after `=`, for messages; a flag has none."""
    nested: bool = False
    """Also inside an object."""
    trait: str = ""
    """What a scalar type has to be as well."""


_SCALAR: frozenset[Kind] = frozenset({"scalar"})
_SIZED: frozenset[Kind] = frozenset({"scalar", "list"})
_COLUMNS: frozenset[Kind] = frozenset({"scalar", "enum", "ref"})
_WRITTEN: frozenset[Kind] = _COLUMNS | {"list", "refs"}
_KEYS = "dates, times, uuid, enum and ref"
_SIZES = "numbers, dates, times, the length of text or of a list"
_FIELDS = "scalar, list, enum, ref and refs fields"
_ACTIONS = "on_delete=restrict, on_delete=cascade or on_delete=set_null"

_OPTIONS = (
    Option(
        "unique", f"str(n), email, url, numbers, {_KEYS}", _COLUMNS, trait="uniquable"
    ),
    Option(
        "index",
        f"str(n), email, url, numbers, bool, {_KEYS}",
        _COLUMNS,
        trait="indexable",
    ),
    Option("min", _SIZES, _SIZED, "min=1", nested=True, trait="sized"),
    Option("max", _SIZES, _SIZED, "max=10", nested=True, trait="sized"),
    Option(
        "pattern",
        "str and text",
        _SCALAR,
        'pattern="^[A-Z]+$"',
        nested=True,
        trait="patterned",
    ),
    Option("immutable", _FIELDS, _WRITTEN),
    Option("read_only", _FIELDS, _WRITTEN),
    Option("write_only", _FIELDS, _WRITTEN),
    Option("was", _FIELDS, _WRITTEN, "was=old_name"),
    Option("on_delete", "ref fields", frozenset({"ref"}), _ACTIONS),
)
OPTIONS: Mapping[str, Option] = {option.name: option for option in _OPTIONS}


def _reasons(table: dict[str, str]) -> dict[str, str]:
    return {name: why for why, names in table.items() for name in names.split()}


RESERVED_IN_SCHEMAS = _reasons(
    {
        "is an attribute of every Pydantic model": """
            construct copy dict from_orm json parse_file parse_obj parse_raw schema
            schema_json update_forward_refs validate
        """,
        "hides a name that the generated classes are written with": """
            bool dt float int list omittable str
        """,
    }
)
"""Names that no field may have, nested or not."""

RESERVED_IN_ROWS = RESERVED_IN_SCHEMAS | _reasons(
    {
        "is set by the server": "id created_at updated_at deleted_at owner_id version",
        "is an attribute of every SQLAlchemy model": "metadata registry table",
        "hides a name that the generated models are written with": """
            choice mapped_column postgresql sa
        """,
        "hides a name that the generated answers are written with": "computed",
        "is a query parameter of every list": "cursor limit offset q sort",
    }
)
"""Names that no field of a resource may have."""

RESERVED_IN_VARIANTS = RESERVED_IN_SCHEMAS | {
    "kind": "is the discriminator of every union"
}
"""Names that no field of a union's variant may have."""
