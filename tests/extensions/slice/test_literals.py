"""Nested literals, laid out as a formatter would."""

from hypothesis import strategies as st

from extensions.slice.literals import laid_out

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
