"""Broken values are refused, one for each way to be wrong."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from extensions.answers.fields import Field, parse_fields
from extensions.answers.problem import Problem
from extensions.slice.broken import Broken, broken, broken_inside
from extensions.slice.literals import literal
from extensions.slice.samples import check_samples
from tests.extensions.slice.generated import type_in_requests
from tests.extensions.slice.strategies import (
    EXTREMES,
    OBJECTS,
    STORED,
    UNIONS,
    field,
    fields,
)

BROKEN = {
    "str(3)?": {"wrong-type": 1, "too-long": "xxxx"},
    "text": {"null": None, "wrong-type": 1},
    "str(9), min=2": {
        "null": None,
        "wrong-type": 1,
        "too-long": "x" * 10,
        "too-short": "x",
    },
    'str(3)?, pattern="^!+$"': {"wrong-type": 1, "too-long": "xxxx", "pattern": " "},
    "int?, min=1, max=3": {
        "wrong-type": "not of this type",
        "too-small": 0,
        "too-large": 4,
    },
    "decimal(3, 1)?": {"wrong-type": "not of this type", "too-precise": "0.01"},
    "date?, max=2026-01-31": {
        "wrong-type": "not of this type",
        "too-large": "2026-02-01",
    },
    "time?, max=23:59": {"wrong-type": "not of this type", "too-large": "23:59:01"},
    "json": {"null": None},
    "enum(a)?": {"unknown-value": "no such value"},
    "ref(Customer)?": {"wrong-type": "not of this type"},
    "list[int], min=2, max=3": {
        "null": None,
        "wrong-type": "not of this type",
        "too-short": [1],
        "too-long": [1, 1, 1, 1],
    },
}


@pytest.mark.parametrize(("text", "values"), BROKEN.items())
def test_every_way_to_be_wrong_is_named(text: str, values: dict[str, Any]) -> None:
    made = {one.why: sent(one) for one in broken(field("x", text))}
    assert made == values


def sent(wrong: Broken) -> Any:
    """The value, written out."""
    return eval(literal(wrong.value))


INSIDE = {
    "list[int]?": {(0, "null"): [None], (0, "wrong-type"): ["not of this type"]},
    "list[int], max=0": {},
    "int": {},
}


@pytest.mark.parametrize(("text", "values"), INSIDE.items())
def test_every_way_to_be_wrong_inside_is_named(
    text: str,
    values: dict[tuple[Any, ...], Any],
) -> None:
    assert inside(field("x", text)) == values


def test_every_member_of_an_object_can_be_wrong() -> None:
    (one,) = parse_fields({"x": {"y": {"z": "bool = true"}}})
    good = {"z": False}
    assert inside(one) == {
        ("no_such_field", "unknown"): {"y": good, "no_such_field": 1},
        ("y", "missing"): {},
        ("y", "null"): {"y": None},
        ("y", "wrong-type"): {"y": "not of this type"},
        ("y", "no_such_field", "unknown"): {"y": {**good, "no_such_field": 1}},
        ("y", "z", "null"): {"y": {"z": None}},
        ("y", "z", "wrong-type"): {"y": {"z": "not of this type"}},
    }


def inside(one: Field) -> dict[tuple[Any, ...], Any]:
    return {(*wrong.where[1:], wrong.why): wrong.value for wrong in broken_inside(one)}


# Properties --------------------------------------------------------------------


def assert_broken_values_are_refused(one: Field) -> None:
    incoming = type_in_requests(one)
    for case in broken(one):
        value = sent(case)
        if value is None:
            assert not one.nullable
        with pytest.raises(ValidationError) as refused:
            incoming.validate_json(json.dumps(value))
        assert refused.value.error_count() == 1


@settings(deadline=None, max_examples=200)
@given(fields(STORED))
def test_broken_values_are_refused(one: Field) -> None:
    assert_broken_values_are_refused(one)


@pytest.mark.parametrize("text", EXTREMES)
def test_broken_values_of_extreme_options_are_refused(text: str) -> None:
    assert_broken_values_are_refused(field("x", text))


@settings(deadline=None, max_examples=60)
@given(OBJECTS | UNIONS)
def test_what_is_broken_inside_is_refused_there(answer: dict[str, Any]) -> None:
    try:
        (one,) = parse_fields({"x": answer})
        check_samples([one])
    except Problem:
        return
    incoming = type_in_requests(one)
    for case in broken_inside(one):
        with pytest.raises(ValidationError) as refused:
            incoming.validate_json(json.dumps(case.value))
        assert [error["loc"] for error in refused.value.errors()] == [case.where[1:]]
