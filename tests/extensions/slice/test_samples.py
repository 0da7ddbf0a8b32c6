"""Example values: the good ones are good, the broken ones are refused."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from extensions.answers.fields import Field, parse_fields
from extensions.answers.problem import Problem
from extensions.slice.samples import HOW_MANY, check_samples, sample, samples
from extensions.slice.values import as_json
from tests.extensions.slice.generated import type_in_requests, type_in_responses
from tests.extensions.slice.strategies import EXTREMES, STORED, field, fields

# Tables ------------------------------------------------------------------------

NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
ONE, TWO = (UUID(int=(4 << 76) | (8 << 60) | n) for n in (0x101, 0x102))
FIRST_TWO: dict[str, list[Any]] = {
    "str": ["x 1", "x 2"],
    "str(1)": ["1", "2"],
    "str, max=0": [""],
    "text, min=6": ["x 1xxx", "x 2xxx"],
    'str, pattern="^[A-Z]{2}$"': ["AA", "BA"],
    'str, min=3, pattern="[A-Z]"': ["Axx", "Bxx"],
    "email": ["person1@example.com", "person2@example.com"],
    "url": ["https://example.com/page1", "https://example.com/page2"],
    "int": [1, 2],
    "int, min=5": [5, 6],
    "int, max=-5": [-6, -5],
    "bigint, min=0": [1, 2],
    "float": [1.5, 2.5],
    "float, min=0, max=1": [0.0, 1.0],
    "decimal": [Decimal("1.00"), Decimal("2.00")],
    "decimal(2, 2)": [Decimal("0.01"), Decimal("0.02")],
    "bool": [False, True],
    "date": [dt.date(2026, 1, 1), dt.date(2026, 1, 2)],
    "datetime": [NOON, NOON + dt.timedelta(days=1)],
    "time": [dt.time(8), dt.time(8, 1)],
    "duration": [dt.timedelta(hours=1), dt.timedelta(hours=2)],
    "json": [{"number": 1}, {"number": 2}],
    "enum(b, a)": ["b", "a"],
    "list[int]": [[1], [2]],
    "list[int], min=2": [[1, 2], [2, 3]],
    "list[bool], min=3": [[False, True, False], [True, False, True]],
    "list[str], max=0": [[]],
    "ref(Customer)": [ONE, TWO],
    "ref(self)?": [None],
    "refs(Customer)": [[ONE, TWO], [TWO]],
    "refs(self)": [[]],
}


@pytest.mark.parametrize(("text", "values"), FIRST_TWO.items())
def test_samples_are_what_a_reader_expects(text: str, values: list[Any]) -> None:
    assert samples(field("x", text), 2) == values


def test_samples_of_an_object_are_those_of_its_fields() -> None:
    (one,) = parse_fields({"x": {"number": "int", "kind": "enum(a, b)"}})
    assert samples(one, 2) == [
        {"number": 1, "kind": "a"},
        {"number": 2, "kind": "b"},
    ]


def test_samples_of_a_union_are_of_every_kind() -> None:
    (one,) = parse_fields({"x": {"one_of": {"card": {"number": "int"}, "cash": {}}}})
    assert samples(one, 3) == [
        {"kind": "card", "number": 1},
        {"kind": "cash"},
        {"kind": "card", "number": 2},
    ]


def test_nothing_inside_is_without_a_value() -> None:
    fields = parse_fields({"x": {"one_of": {"a": {}, "b": {"y": "email, max=9"}}}})
    with pytest.raises(Problem, match=r"^fields\.x\.b\.y: no value was found"):
        check_samples(fields)


def test_client_has_to_set_something() -> None:
    fields = parse_fields({"x": "int = 1, read_only", "y": "computed(int) = x"})
    with pytest.raises(Problem, match="a client sets none of them"):
        check_samples(fields)


NO_VALUE = (
    "fields.x: no value was found that satisfies all of its options; "
    "accepted: a wider range, or a simpler pattern"
)
REFUSED = {
    "email, max=10": NO_VALUE,
    "email, min=100": NO_VALUE,
    'str(3), pattern="^a{4}$"': NO_VALUE,
    'str, pattern="a^"': NO_VALUE,
    "str, pattern=\\x00": NO_VALUE,
    "enum(a, b), unique": "fields.x: is unique, but only 2 values satisfy its options; "
    "accepted: options with at least 8 values",
    "int, unique, min=1, max=7": "fields.x: is unique, but only 7 values satisfy its "
    "options; accepted: options with at least 8 values",
}


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_field_without_enough_values_is_refused(text: str, message: str) -> None:
    with pytest.raises(Problem) as problem:
        check_samples([field("x", text)])
    assert str(problem.value) == message


# Properties --------------------------------------------------------------------


def assert_samples_are_good(one: Field) -> None:
    """They are accepted, and an answer shows them as they were sent."""
    incoming, outgoing = type_in_requests(one), type_in_responses(one)
    for value in samples(one):
        body = json.dumps(as_json(value))
        accepted = incoming.validate_json(body)
        assert accepted == value
        assert outgoing.dump_python(accepted, mode="json") == json.loads(body)


@settings(deadline=None, max_examples=200)
@given(fields(STORED))
def test_samples_satisfy_the_options(one: Field) -> None:
    assert_samples_are_good(one)


@pytest.mark.parametrize("text", EXTREMES)
def test_samples_satisfy_extreme_options(text: str) -> None:
    assert_samples_are_good(field("x", text))


@pytest.mark.parametrize("text", EXTREMES)
def test_there_is_a_sample_at_the_end_of_a_range(text: str) -> None:
    assert samples(field("x", text))


@settings(deadline=None)
@given(fields(STORED))
def test_samples_differ(one: Field) -> None:
    values = [as_json(value) for value in samples(one)]
    assert all(value not in values[:number] for number, value in enumerate(values))


@settings(deadline=None)
@given(fields(STORED))
def test_samples_ascend(one: Field) -> None:
    values = samples(one)
    is_ordered = one.kind == "scalar" and one.type != "json"
    assert not is_ordered or values == sorted(values)


@settings(deadline=None)
@given(fields(STORED))
def test_fewer_samples_are_asked_for_in_vain_only_where_there_are_fewer(
    one: Field,
) -> None:
    assert bool(samples(one, 1)) == bool(samples(one, HOW_MANY))


@settings(deadline=None)
@given(fields(STORED))
def test_field_has_a_sample_or_one_line_about_it(one: Field) -> None:
    try:
        assert sample(one) == samples(one, 1)[0]
    except Problem as problem:
        assert str(problem) == NO_VALUE.replace("fields.x", f"fields.{one.name}")  # noqa: PT017 - either is fine
