"""The table of types: what each is in bodies, answers and the database."""

import ast

import pytest

from extensions.answers.ranges import LINES
from extensions.answers.types import SCALARS
from extensions.slice.mapping import TYPES, limits_of
from extensions.slice.samples import SAMPLERS
from tests.extensions.slice.generated import member, type_in_requests, type_in_responses
from tests.extensions.slice.strategies import field

# The type in a body, in an answer, and its limits.
STANDS: dict[str, tuple[str, str, str]] = {
    "str(9)": ("str", "str", "max_length=9"),
    "str(9), min=1, max=5": ("str", "str", "min_length=1 max_length=5"),
    "text": ("str", "str", ""),
    "email": ("EmailStr", "str", "max_length=320"),
    "url, max=99": ("Url", "str", "max_length=99"),
    "int": ("Int32", "int", ""),
    "bigint, min=0": ("Int64", "int", "ge=0"),
    "float, max=0.5": ("FiniteFloat", "float", "le=0.5"),
    "decimal(5, 2), min=1": (
        "Decimal",
        "Decimal",
        "ge=1 max_digits=5 decimal_places=2",
    ),
    "decimal(5, 2), max=1.50": (
        "Decimal",
        "Decimal",
        'le=Decimal("1.50") max_digits=5 decimal_places=2',
    ),
    "bool": ("bool", "bool", ""),
    "date, min=2026-01-31": (
        "dt.date",
        "dt.date",
        "ge=dt.date(2026, 1, 31)",
    ),
    "datetime": ("AwareDatetime", "dt.datetime", ""),
    "time": ("LocalTime", "dt.time", ""),
    "duration": ("dt.timedelta", "dt.timedelta", ""),
    "uuid": ("UUID", "UUID", ""),
    "json": ("JsonDocument", "JsonValue", ""),
}


@pytest.mark.parametrize(("text", "stands"), STANDS.items())
def test_type_stands_in_code(text: str, stands: tuple[str, str, str]) -> None:
    one = field("x", text)
    type_ = TYPES[one.type]
    limits = " ".join(f"{name}={limit}" for name, limit in limits_of(one).items())
    assert (type_.in_request, type_.model, limits) == stands


@pytest.mark.parametrize("table", [TYPES, SAMPLERS])
def test_every_scalar_is_in_the_tables(table: dict[str, object]) -> None:
    assert list(table) == list(SCALARS)


def test_every_ordered_scalar_has_a_line_but_float() -> None:
    ordered = [name for name, scalar in SCALARS.items() if scalar.ordered]
    assert [*LINES, "float"] == sorted(ordered, key=[*LINES, "float"].index)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (r"^\d+$", r'r"^\d+$"'),
        ("^a$", '"^a$"'),
        (r"^\"$", r"""'^\\"$'"""),
        ("a\\\n", r'"a\\\n"'),
    ],
)
def test_pattern_is_raw_where_it_can_be(pattern: str, written: str) -> None:
    one = field("x", 'text, pattern="a"')
    limits = limits_of(one.__class__(**vars(one) | {"pattern": pattern}))
    assert limits["pattern"] == written
    assert ast.literal_eval(written) == pattern


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("int", 2**31),
        ("bigint", 2**63),
        ("float", "inf"),
        ("time", "09:30:00Z"),
        ("datetime", "2026-01-31T09:30:00"),
        ("json", None),
        ("url", "ftp://example.com"),
        ("email", "ann"),
    ],
)
def test_what_the_database_cannot_store_is_refused(text: str, value: object) -> None:
    with pytest.raises(ValueError, match="validation error"):
        type_in_requests(field("x", text)).validate_python(value)


def test_answers_are_not_validated_by_limits() -> None:
    assert type_in_responses(field("x", "int, max=1")).validate_python(2) == 2


def test_type_without_limits_has_no_alias() -> None:
    assert not member(field("x", "uuid")).aliases
