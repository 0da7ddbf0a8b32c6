"""What the tests of a slice send and expect: it fits the schemas."""

from typing import Any

import pytest
from hypothesis import given, settings

from extensions.answers.fields import Field
from extensions.slice.examples import Examples
from extensions.slice.samples import samples
from tests.extensions.slice.generated import schemas, slice_of, type_in_requests
from tests.extensions.slice.strategies import EXTREMES, STORED, field, fields
from tests.extensions.slice.written import cases, constant


def examples(*found: Field) -> Examples:
    return Examples(schemas(*found))


def of(text: str) -> Examples:
    return examples(field("x", text))


# Tables ------------------------------------------------------------------------

DEFAULTS = {
    "str": {},
    "str = a": {"x": "a"},
    "str?": {"x": None},
    "decimal(5, 2) = 1": {"x": "1.00"},
    "duration = P400D": {"x": "P1Y35D"},
    "date = today": {},
    "str = a, write_only": {},
    "int = 7, read_only": {"x": 7},
}


@pytest.mark.parametrize(("text", "defaults"), DEFAULTS.items())
def test_defaults_are_what_the_server_answers(
    text: str, defaults: dict[str, Any]
) -> None:
    assert of(text).defaults == defaults


FILTERS = {
    "str?": [
        ("x=x 1", "low"),
        ("x__in=x 1,x 2", "low high"),
        ("x__contains=X 2", "high"),
        ("x__is_null=true", "null"),
        ("x__is_null=false", "low high"),
    ],
    "int": [
        ("x=1", "low"),
        ("x__in=1,2", "low high"),
        ("x__gt=1", "high"),
        ("x__gte=2", "high"),
        ("x__lt=2", "low"),
        ("x__lte=1", "low"),
    ],
    "enum(b, a)": [("x=a", "low"), ("x__in=a,b", "low high")],
    "bool": [("x=false", "low"), ("x__in=false,true", "low high")],
    "str, max=0": [("x=", "low"), ("x__in=", "low")],
}


@pytest.mark.parametrize(("text", "filters"), FILTERS.items())
def test_filters_are_asked_with_two_values(text: str, filters: list[Any]) -> None:
    assert of(text).filters == filters


SEARCHED = {
    "str": [("x", "x 1", "X 1")],
    "str, max=0": [],
    "str, pattern=^é$": [("x", "é", "é")],
    "int": [],
}


@pytest.mark.parametrize(("text", "searched"), SEARCHED.items())
def test_text_is_searched_by_its_words(text: str, searched: object) -> None:
    assert of(text).searched == searched


ROLES = {
    "unique_names": ("str, unique", ["x"]),
    "fixed": ("str, immutable", ["id", "created_at", "updated_at", "x"]),
    "hidden": ("str, write_only", ["x"]),
    "server_set": ("str?, read_only", ["id", "created_at", "updated_at", "x"]),
    "ordered": ("int", ["x"]),
    "sort_keys": ("int", ["x", "created_at", "updated_at"]),
}


@pytest.mark.parametrize(("name", "expected"), ROLES.items())
def test_field_is_named_where_it_has_a_role(
    name: str, expected: tuple[str, Any]
) -> None:
    text, names = expected
    assert getattr(of(text), name) == names


def test_what_bodies_cannot_lack_and_what_may_be_taken_is_tried() -> None:
    made = slice_of({"a": "str", "b": "str?, unique", "c": "str, unique, immutable"})

    assert constant("examples", made, "REQUIRED") == ["a", "c"]
    missing = cases("test_replace", made)["test_refuses_a_body_without"]
    assert missing == [["a"]]
    for artefact, names in (("test_create", ["b", "c"]), ("test_update", ["b"])):
        found = cases(artefact, made)["test_refuses_a_taken_value"]
        assert found == [names]


def test_field_with_one_value_is_not_ordered() -> None:
    assert of("enum(a)").ordered == []


# Properties --------------------------------------------------------------------

LONGEST_WORD = 200
"""Of `q=` and `__contains=`."""


def assert_values_can_be_sent(found: Field) -> None:
    made, type_ = examples(found), type_in_requests(found)
    for name in ("body", "changes"):
        for value in getattr(made, name).values():
            type_.validate_python(value)
    for values in made.values.values():
        for value in values.values():
            assert value is None or type_.validate_python(value) is not None


def assert_words_are_short_enough(found: Field) -> None:
    made = examples(found)
    for query, _ in made.filters:
        parameter, _, word = query.partition("=")
        assert "__contains" not in parameter or 0 < len(word) <= LONGEST_WORD
    for _, _, words in made.searched:
        assert 0 < len(f"{words} and more") <= LONGEST_WORD


@settings(deadline=None)
@given(fields(STORED))
def test_values_can_be_sent(found: Field) -> None:
    if examples_exist(found):
        assert_values_can_be_sent(found)


@settings(deadline=None)
@given(fields(STORED))
def test_words_are_short_enough(found: Field) -> None:
    if examples_exist(found):
        assert_words_are_short_enough(found)


@pytest.mark.parametrize("text", EXTREMES)
def test_words_of_extreme_options_are_short_enough(text: str) -> None:
    assert_words_are_short_enough(field("x", text))


def examples_exist(found: Field) -> bool:
    return bool(samples(found))
