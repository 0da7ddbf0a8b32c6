"""Values as Python literals."""

import ast
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extensions.slice.literals import Repeated, literal, quoted, repeated

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab \"'\\\n", max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text("abc", max_size=9), inner, max_size=3)
    ),
    max_leaves=9,
)


@given(VALUES, st.booleans())
def test_a_literal_is_read_as_the_value(value: Any, lines: bool) -> None:
    assert ast.literal_eval(literal(value, lines)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [({"a": [1, 2]}, '{"a": [1, 2],}'), ([(1, 2)], "[(1, 2),]"), ([], "[]")],
)
def test_a_comma_gives_each_entry_a_line(value: Any, text: str) -> None:
    assert literal(value, lines=True) == text


def test_what_is_long_stays_a_product() -> None:
    assert repeated("x", 3) == "xxx"
    assert literal(repeated("x", 300)) == '"x" * 300'
    assert literal(Repeated([1], 4)) == "[1] * 4"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", '"plain"'),
        ("it's", '"it\'s"'),
        ('say "hi"', "'say \"hi\"'"),
        ("'\"", '"\'\\""'),
        ("a\\b\n\t\0", '"a\\\\b\\n\\t\\x00"'),
        ("été", '"été"'),
        ("\u200b", '"\\u200b"'),
    ],
)
def test_text_is_quoted(text: str, written: str) -> None:
    assert quoted(text) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a", '"a"'),
        (None, "None"),
        (True, "True"),
        (1.5, "1.5"),
        (1e300, "1e300"),
        ([1, "b"], '[1, "b"]'),
        (("a", "b"), '("a", "b")'),
        ({"a": [], "b": {}}, '{"a": [], "b": {}}'),
    ],
)
def test_value_is_written_as_a_literal(value: Any, written: str) -> None:
    assert literal(value) == written


@given(st.text())
def test_quoted_text_reads_back_as_itself(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text
