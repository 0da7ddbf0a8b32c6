"""Changes of fields that no revision can carry out without losing something."""

from typing import Any

import pytest

from extensions.answers.problem import Problem
from extensions.revisions.difference import difference
from tests.extensions.slice.generated import slice_of


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("int", "uuid", "fields.x: values of int cannot become uuid"),
        ("bool", "date", "fields.x: values of bool cannot become date"),
        ("json", "text", "fields.x: values of json cannot become text"),
        ("json", {"a": "int"}, "fields.x: stored values may not fit it"),
        ({"a": "int"}, "text", "fields.x: values of object cannot become text"),
        ({"a": "int"}, {"a": "str"}, "fields.x.a: stored values may not fit it"),
        ({"a": "str(9)"}, {"a": "str(5)"}, "fields.x.a: stored values may not fit it"),
        ({"a": "int"}, {"a": "int, max=5"}, "fields.x.a: stored values may not fit it"),
        (
            {"a": {"b": "enum(c, d)"}},
            {"a": {"b": "enum(c)"}},
            "fields.x.a.b: stored values may not fit it",
        ),
        (
            {"one_of": {"card": {"no": "int"}, "cash": {}}},
            {"one_of": {"card": {"no": "bool"}, "cash": {}}},
            "fields.x.card.no: stored values may not fit it",
        ),
        ("list[date]", "list[datetime]", "fields.x: values of date cannot become"),
    ],
)
def test_it_is_refused_in_one_line(old: Any, new: Any, wrong: str) -> None:
    tables = [slice_of({"name": "str", "x": one}).table for one in (old, new)]

    with pytest.raises(Problem) as error:
        difference(*tables)

    assert str(error.value).startswith(wrong)
    assert str(error.value).endswith("another name, so that it is a new field")
    assert "\n" not in str(error.value)
