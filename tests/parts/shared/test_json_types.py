"""What bodies and queries take: types as JSON has them, and what can be stored."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import (
    AwareDatetime,
    Field,
    FiniteFloat,
    JsonValue,
    TypeAdapter,
    ValidationError,
    create_model,
)

from tests.parts.shared.executed import executed

SHARED = executed("validation", keeps_zones=True, utc="UTC")
INT64: Any = SHARED["Int64"]
REQUEST_MODEL: Any = SHARED["RequestModel"]
Flat: Any = create_model("Flat", __base__=REQUEST_MODEL, lasts=(dt.timedelta, ...))

TYPES: Mapping[str, Any] = {
    "int": SHARED["Int32"],
    "bigint": Annotated[INT64, Field(ge=0)],
    "float": FiniteFloat,
    "decimal": Annotated[Decimal, Field(max_digits=10, decimal_places=2)],
    "bool": bool,
    "date": dt.date,
    "datetime": AwareDatetime,
    "time": SHARED["LocalTime"],
    "duration": dt.timedelta,
    "json": SHARED["JsonDocument"],
    "text": str,
    "kind": Literal["a", "1"],
    "url": SHARED["Url"],
    "nested": Flat,
}
NUMBERS = ("int", "bigint", "float", "decimal")
MOMENTS = ("date", "datetime", "time", "duration")


def model(kind: str, form: str = "{}") -> Any:
    """A body with a field of this type, or of a form made of it."""
    made = eval(form.format("one"), {"one": TYPES[kind]})
    return create_model("Body", __base__=REQUEST_MODEL, value=(made, ...))


def accepts(body: Any, value: object) -> bool:
    try:
        body.model_validate({"value": value})
    except ValidationError:
        return False
    return True


FORMS = ["{}", "{} | None"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", NUMBERS)
def test_a_truth_value_is_no_number(kind: str, form: str) -> None:
    body = model(kind, form)

    assert not accepts(body, True)
    assert not accepts(body, False)
    assert accepts(body, 1)
    assert accepts(body, "1")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("value", [0, 1, 1.0])
def test_a_number_is_no_truth_value(value: float, form: str) -> None:
    assert not accepts(model("bool", form), value)
    assert accepts(model("bool", form), True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("value", [0, 86_400, 1.5, "86400", "-1", "1e3", True])
@pytest.mark.parametrize("kind", MOMENTS)
def test_a_number_is_no_moment(kind: str, value: object, form: str) -> None:
    assert not accepts(model(kind, form), value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "2026-01-31"),
        ("datetime", "2026-01-31T09:30:00Z"),
        ("time", "09:30"),
        ("duration", "P1DT2H"),
        ("duration", dt.timedelta(1)),
    ],
)
def test_what_moments_are_written_as_is_accepted(kind: str, value: object) -> None:
    assert accepts(model(kind), value)
    assert accepts(model(kind, "list[{}]"), [value, value])


@pytest.mark.parametrize(
    ("kind", "value"),
    [("int", True), ("bool", 1), ("date", 0), ("duration", "-P999999999DT1S")],
)
def test_lists_are_checked_one_by_one(kind: str, value: object) -> None:
    assert not accepts(model(kind, "list[{}]"), [value])


@pytest.mark.parametrize("value", [True, 0, 1.5, "x", [True, 1], {"a": [0]}])
def test_a_document_takes_every_type(value: object) -> None:
    assert accepts(model("json"), value)
    assert accepts(model("json", "list[{}]"), [value])


def test_every_wrong_field_is_named() -> None:
    made = create_model("Body", __base__=REQUEST_MODEL, a=(int, ...), b=(dt.date, ...))

    with pytest.raises(ValidationError) as refused:
        made.model_validate({"a": True, "b": 0})

    assert [(one["loc"], one["msg"]) for one in refused.value.errors()] == [
        (("a",), "Input should not be true or false"),
        (("b",), "Input should not be a number"),
    ]


@pytest.mark.parametrize("kind", ["json", "int", "date", "duration"])
def test_what_is_very_deep_is_refused(kind: str) -> None:
    value: JsonValue = []
    for _ in range(900):
        value = [value]

    assert not accepts(model(kind), value)
    assert not accepts(model(kind, "list[{}]"), value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("duration", "-P999999999DT1S"), ("date", "86400"), ("datetime", "0")],
)
def test_each_of_several_values_of_a_filter_is_checked(kind: str, value: str) -> None:
    several = SHARED["CommaSeparated"][TYPES[kind]]
    query = create_model("Query", __base__=REQUEST_MODEL, value=(several, ...))

    assert not accepts(query, [value])
    assert not accepts(query, [f"{value},{value}"])
    assert not accepts(query, [f"P1D,{value}"])
    assert not accepts(query, ["P1D", value])


# What would break later -------------------------------------------------------


@pytest.mark.parametrize("value", ["-P999999999DT1S", "P9999999999D", "-P1000000000D"])
def test_a_duration_without_end_is_refused(value: str) -> None:
    assert not accepts(model("duration"), value)
    assert not accepts(model("nested"), {"lasts": value})
    assert not accepts(model("duration", "{} | None"), value)


def nested(depth: int) -> JsonValue:
    value: JsonValue = 1
    for level in range(depth):
        value = [value] if level % 2 else {"a": value}
    return value


def test_a_document_is_at_most_100_levels_deep() -> None:
    assert accepts(model("json"), nested(100))
    assert not accepts(model("json"), nested(101))
    assert not accepts(model("json"), nested(254))
    assert not accepts(model("json", "list[{}]"), [nested(101)])


def test_a_document_has_at_most_a_million_bytes() -> None:
    assert accepts(model("json"), "é" * 499_999)
    assert not accepts(model("json"), "é" * 500_000)


def test_a_url_that_grows_beyond_its_column_is_refused() -> None:
    short, long = "https://example.com/" + "é" * 300, "https://example.com/" + "é" * 400

    assert accepts(model("url"), short)
    assert not accepts(model("url"), long)


@pytest.mark.parametrize(
    "moment", ["9999-12-31T23:59:59.999999", "0001-01-01T00:00:00"]
)
@pytest.mark.parametrize("zone", ["", "Z"])
def test_a_moment_of_the_database_has_a_zone(moment: str, zone: str) -> None:
    stored: TypeAdapter[dt.datetime] = TypeAdapter(SHARED["StoredDatetime"])

    shown = stored.validate_python(dt.datetime.fromisoformat(moment + zone))

    assert stored.dump_json(shown).decode() == f'"{moment}Z"'


# What is described ------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "format_"),
    [("Int32", "int32"), ("Int64", "int64"), ("StoredInt64", "int64"), ("Url", "uri")],
)
def test_the_schema_says_the_format(name: str, format_: str) -> None:
    nullable: TypeAdapter[Any] = TypeAdapter(SHARED[name] | None)

    assert nullable.json_schema()["anyOf"][0]["format"] == format_


def test_a_key_of_a_row_is_no_number() -> None:
    body = create_model("Body", __base__=REQUEST_MODEL, value=(UUID, ...))

    assert not accepts(body, 1)
    assert accepts(body, str(UUID(int=1)))
