"""Tables of the field language: its scalar types, its options, refused names.

Data only. What the grammar does with it stands in `fields`; what SQL or Python
type a scalar becomes is decided elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
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
    example: str
    """What a value of it looks like, for messages."""
    takes: tuple[Parameter, ...] = ()
    length: int | None = None
    """Longest value where the type itself sets it."""
    bits: int | None = None
    """Size of a whole number, sign included."""
    ordered: bool = False
    """Has gt, gte, lt and lte filters, and bounds on its value."""
    textual: bool = False
    """Has a contains filter, and bounds on its length."""
    numeric: bool = False
    patterned: bool = False
    filterable: bool = True
    sortable: bool = True
    indexable: bool = True
    uniquable: bool = True
    moment: str = ""
    """The default that the server fills in."""


_TABLE = (
    ScalarType(
        name="str",
        example='text like draft or "two, words"',
        takes=(Parameter("length", 1, 10_000, 255),),
        textual=True,
        patterned=True,
    ),
    ScalarType(
        name="text",
        example='text like draft or "two, words"',
        textual=True,
        patterned=True,
        indexable=False,
        uniquable=False,
    ),
    ScalarType(
        name="email",
        example="an address like ann@example.com",
        length=320,
        textual=True,
    ),
    ScalarType(
        name="url",
        example="an address like https://example.com",
        length=2083,
        textual=True,
    ),
    ScalarType(
        name="int",
        example="a whole number of 32 bits like 42",
        bits=32,
        ordered=True,
        numeric=True,
    ),
    ScalarType(
        name="bigint",
        example="a whole number of 64 bits like 42",
        bits=64,
        ordered=True,
        numeric=True,
    ),
    ScalarType(name="float", example="a number like 0.5", ordered=True, numeric=True),
    ScalarType(
        name="decimal",
        example="a number like 9.99 that fits precision and scale",
        takes=(Parameter("precision", 1, 38, 12), Parameter("scale", 0, 38, 2)),
        ordered=True,
        numeric=True,
    ),
    ScalarType(name="bool", example="true or false", uniquable=False),
    ScalarType(
        name="date", example="a date like 2026-01-31", ordered=True, moment="today"
    ),
    ScalarType(
        name="datetime",
        example="a moment with its zone like 2026-01-31T09:30:00Z",
        ordered=True,
        moment="now",
    ),
    ScalarType(
        name="time", example="a time of day without a zone like 09:30:00", ordered=True
    ),
    ScalarType(
        name="duration",
        example="an ISO 8601 duration of weeks to seconds like P1DT2H",
        ordered=True,
    ),
    ScalarType(name="uuid", example="a UUID like 01234567-89ab-cdef-0123-456789abcdef"),
    ScalarType(
        name="json",
        example="{} or []",
        filterable=False,
        sortable=False,
        indexable=False,
        uniquable=False,
    ),
)

SCALARS: Mapping[str, ScalarType] = MappingProxyType({t.name: t for t in _TABLE})


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


_COLUMNS: frozenset[Kind] = frozenset({"scalar", "enum", "ref"})
_WRITTEN: frozenset[Kind] = _COLUMNS | {"list", "refs"}
_SIZED: frozenset[Kind] = frozenset({"scalar", "list"})
_SIZED_TYPES = "numbers, dates, times, the length of text or of a list"
_WRITTEN_TYPES = "scalar, list, enum, ref and refs fields"

OPTIONS: Mapping[str, Option] = MappingProxyType(
    {
        option.name: option
        for option in (
            Option(
                "unique",
                "str(n), email, url, numbers, dates, times, uuid, enum and ref",
                _COLUMNS,
            ),
            Option(
                "index",
                "str(n), email, url, numbers, bool, dates, times, uuid, enum and ref",
                _COLUMNS,
            ),
            Option("min", _SIZED_TYPES, _SIZED, "min=1", nested=True),
            Option("max", _SIZED_TYPES, _SIZED, "max=10", nested=True),
            Option(
                "pattern",
                "str and text",
                frozenset({"scalar"}),
                'pattern="^[A-Z]+$"',
                nested=True,
            ),
            Option("immutable", _WRITTEN_TYPES, _WRITTEN),
            Option("read_only", _WRITTEN_TYPES, _WRITTEN),
            Option("write_only", _WRITTEN_TYPES, _WRITTEN),
            Option("was", _WRITTEN_TYPES, _WRITTEN, "was=old_name"),
            Option(
                "on_delete",
                "ref fields",
                frozenset({"ref"}),
                "on_delete=restrict, on_delete=cascade or on_delete=set_null",
            ),
        )
    }
)

ON_DELETE: Mapping[str, OnDelete] = MappingProxyType(
    {"restrict": "restrict", "cascade": "cascade", "set_null": "set_null"}
)


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
        "is set by the server": """
            id created_at updated_at deleted_at owner_id version
        """,
        "is an attribute of every SQLAlchemy model": "metadata registry table",
        "hides a name that the generated models are written with": """
            choice mapped_column postgresql sa
        """,
        "hides a name that the generated answers are written with": "computed",
        "is a query parameter of every list": "cursor limit offset q sort",
    }
)
"""Names that no field of a resource may have."""

RESERVED_IN_VARIANTS = RESERVED_IN_SCHEMAS | _reasons(
    {"is the discriminator of every union": "kind"}
)
"""Names that no field of a union's variant may have."""
