"""What tests know of values with parts: it is what services do."""

from typing import Any

import pytest

from extensions.answers.fields import parse_fields
from extensions.slice.insides import Insides, computed_cases
from tests.extensions.slice.generated import slice_of, type_in_requests

ADDRESS = {
    "address": {
        "street": "str",
        "country": "enum(de, fr) = de",
        "since": "date = today",
        "note": "text?",
    },
}
PAYMENT = {"payment": {"one_of": {"card": {"number": "int = 3"}, "cash": {}}}}


def insides(fields: dict[str, Any]) -> Insides:
    return Insides(parse_fields(fields))


def test_every_kind_is_tried() -> None:
    assert insides(PAYMENT).kinds == [
        ("payment-1", ("payment", {"kind": "card", "number": 1})),
        ("payment-2", ("payment", {"kind": "cash"})),
    ]


def test_what_is_left_out_is_filled_in_but_for_the_moment() -> None:
    least = {"street": "street 1"}
    filled = least | {"country": "de", "note": None}
    assert insides(ADDRESS).filled == [("address", ("address", least, filled))]


def test_a_variant_is_filled_in_too() -> None:
    cash, card = {"kind": "cash"}, {"kind": "card"}
    assert insides(PAYMENT).filled == [
        ("payment-card", ("payment", card, card | {"number": 3})),
        ("payment-cash", ("payment", cash, cash)),
    ]


@pytest.mark.parametrize("fields", [ADDRESS, PAYMENT])
def test_good_values_are_accepted(fields: dict[str, Any]) -> None:
    made, incoming = insides(fields), type_in_requests(*parse_fields(fields))
    for _, (_, value) in made.kinds:
        assert incoming.validate_python(value)
    for _, (_, least, filled) in made.filled:
        loaded = incoming.validate_python(least)
        assert incoming.dump_python(loaded, mode="json").items() >= filled.items()


@pytest.mark.parametrize("text", ["str", "list[str], read_only, max=0", "refs(self)"])
def test_field_without_parts_has_none(text: str) -> None:
    fields = {"name": "int", "x": text.replace(",", " = [],", 1)}
    assert slice_of(fields).suite.insides.broken == []


# Computed fields -----------------------------------------------------------------


def results(**fields: str) -> list[Any]:
    return [case for _, case in computed_cases(parse_fields(fields))]


def test_computed_field_is_tried_with_values_with_zero_and_without() -> None:
    assert results(a="int", b="int?, max=9", x="computed(int) = a // b") == [
        ({"a": 2, "b": 2}, {"x": 1}),
        ({"a": 0, "b": 2}, {"x": 0}),
        ({"a": 2, "b": None}, {"x": None}),
        ({"a": 2, "b": 0}, {"x": None}),
    ]


def test_what_a_client_cannot_set_has_its_default() -> None:
    assert results(a="int = 5, read_only", x="computed(int) = a * 2") == [
        ({}, {"x": 10})
    ]


def test_zero_is_left_out_where_the_field_does_not_hold_it() -> None:
    assert results(a="decimal, min=1", x="computed(decimal) = a") == [
        ({"a": "2.00"}, {"x": "2.00"}),
    ]
