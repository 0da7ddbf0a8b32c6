"""Values in custom actions: the rules of the field, whatever YAML read."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from extensions.answers.action_values import Effect, changed, guarded
from extensions.answers.field import Field
from extensions.answers.field_place import Place
from extensions.answers.fields import parse_fields
from extensions.answers.problem import Problem

PLACE = Place("here", {})
ID = "01234567-89ab-cdef-0123-456789abcdef"
MOMENT = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


def field(text: Any) -> Field:
    (found, *_) = parse_fields({"x": text, "n": "int"})
    return found


@pytest.mark.parametrize(
    ("text", "value", "read"),
    [
        ("str", "now", "now"),
        ("str", "user", "user"),
        ("text", "a, b", "a, b"),
        ("enum(a, b)", "b", "b"),
        ("int", 5, 5),
        ("int", "5", 5),
        ("float", 1, 1.0),
        ("float", 1e-7, 1e-7),
        ("decimal(10, 2)", 1.5, Decimal("1.50")),
        ("decimal(30, 2)", "1234567890123456.78", Decimal("1234567890123456.78")),
        ("bool", False, False),
        ("date", date(2026, 1, 31), date(2026, 1, 31)),
        ("date", "today", Effect.TODAY),
        ("datetime", MOMENT, MOMENT),
        ("datetime", "2026-01-31T09:30:00Z", MOMENT),
        ("datetime", "now", Effect.NOW),
        ("time", "10:30", time(10, 30)),
        ("duration", "PT1H", timedelta(hours=1)),
        ("uuid", ID, UUID(ID)),
        ("uuid", "user", Effect.USER),
        ("ref(User)", "user", Effect.USER),
        ("ref(ApiKey)?", "user", Effect.USER),
        ("ref(Customer)?", None, None),
        ("json", {}, {}),
        ("list[int] = []", [], []),
        ("str?", None, None),
        ("str?, unique", None, None),
        ("datetime?, unique", "now", Effect.NOW),
        ("int = 1, read_only", 2, 2),
        ("str, write_only", "x", "x"),
    ],
)
def test_a_value_is_set_as_the_database_keeps_it(
    text: str, value: object, read: object
) -> None:
    assert changed(field(text), value, PLACE) == read


def test_a_text_is_no_effect() -> None:
    assert not isinstance(changed(field("str"), "now", PLACE), Effect)


@pytest.mark.parametrize(
    ("text", "value", "message"),
    [
        (
            "str",
            None,
            "here: cannot be null; accepted: a value, or a field with ? after",
        ),
        (
            "str(3)",
            "long",
            "here: value 'long' is too long; accepted: at most 3 charact",
        ),
        ("str, min=3", "ab", "here: value 'ab' is under min; accepted: at least 3"),
        ('str, pattern="^a$"', "b", "here: value 'b' does not match the pattern; acc"),
        (
            "str",
            1.1,
            "here: YAML read the value as a number; accepted: text like draft ",
        ),
        (
            "enum(yes, no)",
            False,
            "here: YAML read the value as true or false; accepted: ",
        ),
        ("enum(a, b)", "c", "here: value 'c' is not one; accepted: a, b"),
        (
            "int",
            True,
            "here: YAML read the value as true or false; accepted: a whole nu",
        ),
        (
            "int",
            1.5,
            "here: YAML read the value as a number; accepted: a whole number of",
        ),
        ("int, max=5", 6, "here: value '6' is over max; accepted: at most 5"),
        (
            "int",
            2**31,
            "here: value '2147483648' is not an int; accepted: a whole numbe",
        ),
        (
            "decimal(30, 2)",
            1234567890123456.78,
            "here: YAML rounded the value to 123456",
        ),
        (
            "float",
            float("nan"),
            "here: value 'NaN' is not a float; accepted: a number l",
        ),
        (
            "time",
            37800,
            "here: YAML read the value as a number; accepted: a time of day",
        ),
        ("date", MOMENT, "here: YAML read the value as a date; accepted: a date like"),
        (
            "date",
            "now",
            "here: value 'now' is not a date; accepted: a date like 2026-01",
        ),
        (
            "datetime",
            "soon",
            "here: value 'soon' is not a datetime; accepted: a moment w",
        ),
        (
            "ref(Customer)",
            ID,
            "here: a ref field takes no value like '01234567-89ab-cde",
        ),
        (
            "ref(Customer)",
            "user",
            "here: a ref field takes no value like 'user'; accep",
        ),
        (
            "refs(Tag) = []",
            [],
            "here: a refs field cannot be set; accepted: another fie",
        ),
        (
            "computed(int) = n",
            1,
            "here: a computed field cannot be set; accepted: anoth",
        ),
        (
            "list[int]",
            [1],
            "here: a list field takes no value like '[1]'; accepted: []",
        ),
        ("list[int], min=1", [], "here: value '[]' is under min; accepted: at least 1"),
        (
            {"y": "int"},
            {"y": 1},
            "here: a object field takes no value like \"{'y': 1}\"",
        ),
        (
            "int, immutable",
            1,
            "here: is immutable, only create sets it; accepted: a fie",
        ),
        (
            "int, unique",
            1,
            "here: is unique, a second row could not have the same value",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_told(
    text: Any, value: object, message: str
) -> None:
    with pytest.raises(Problem) as refused:
        changed(field(text), value, PLACE)

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "value", "read"),
    [
        ("enum(a, b, c)", "a", ("a",)),
        ("enum(a, b, c)", ["c", "a", "c"], ("c", "a")),
        ("int?", [None, 1], (None, 1)),
        ("bool", False, (False,)),
        ("json?", None, (None,)),
        ("ref(Customer)?", None, (None,)),
        ("int, unique, immutable", 1, (1,)),
    ],
)
def test_a_guard_is_a_value_or_several(text: str, value: object, read: object) -> None:
    assert guarded(field(text), value, PLACE) == read


@pytest.mark.parametrize(
    ("text", "value", "message"),
    [
        ("enum(a, b)", [], "here: has no value; accepted: a value, or a list of some"),
        ("enum(a, b)", ["a", "d"], "here: state 'd' is not one; accepted: a, b"),
        (
            "datetime",
            "now",
            "here: state 'now' is not a datetime; accepted: a moment w",
        ),
        (
            "uuid",
            "user",
            "here: state 'user' is not a uuid; accepted: a UUID like 0123",
        ),
        ("json?", {}, "here: json values are not compared; accepted: null"),
        (
            "json",
            None,
            "here: cannot be null; accepted: a value, or a field with ? after",
        ),
        (
            "computed(int) = n",
            1,
            "here: a computed field cannot be a guard; accepted: ",
        ),
        (
            "list[int]",
            [[]],
            "here: a list field takes no state like '[]'; accepted: an",
        ),
        (
            "ref(Customer)?",
            ID,
            "here: a ref field takes no state like '01234567-89ab-c",
        ),
    ],
)
def test_a_guard_that_does_not_fit_is_told(
    text: str, value: object, message: str
) -> None:
    with pytest.raises(Problem) as refused:
        guarded(field(text), value, PLACE)

    assert str(refused.value).startswith(message)
