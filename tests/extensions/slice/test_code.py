"""Source: literals, calls and lists."""

import ast
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extensions.slice.code import (
    block,
    call,
    literal,
    quoted,
)

# Tables ------------------------------------------------------------------------


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
        (("a", "b"), '["a", "b"]'),
        ({"a": [], "b": {}}, '{"a": [], "b": {}}'),
    ],
)
def test_value_is_written_as_a_literal(value: Any, written: str) -> None:
    assert literal(value) == written


def test_keywords_that_are_none_are_left_out() -> None:
    assert str(call("f", "a", b="1", c=None, d=call("g"))) == "f(a, b=1, d=g())"


@pytest.mark.parametrize("brackets", ["[]", "{}", "()"])
def test_block_without_entries_is_empty_brackets(brackets: str) -> None:
    assert block([], brackets) == brackets


# Properties --------------------------------------------------------------------


@settings(deadline=None)
@given(st.text())
def test_quoted_text_reads_back_as_itself(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text
