"""Nested literals, laid out as a formatter would."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extensions.spec.literals import case, entry, laid_out
from tests.extensions.spec.formatting import reformatted

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab \"'", max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc", max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_what_fits_stays_on_its_line() -> None:
    assert laid_out({"a": [1, 2]}, "", "x = ", "") == ['x = {"a": [1, 2]}']


def test_what_is_too_long_has_an_entry_a_line() -> None:
    long = "x" * 70
    assert laid_out({"a": [long], "b": []}, "", "x = ", "") == [
        "x = {",
        f'    "a": ["{long}"],',
        '    "b": [],',
        "}",
    ]


@settings(deadline=None, max_examples=40)
@given(VALUES)
def test_formatter_leaves_it(value: Any) -> None:
    lines = laid_out(value, "", "x = ", "")
    block = f"y = {{\n    {entry('name', value, '    ')}\n}}"
    cases = f"z = [\n    {case('    ', 'name', value, value)}\n]"
    assert not reformatted("\n".join((*lines, block, cases, "")))
