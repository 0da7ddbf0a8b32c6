"""Entries of lists, written as the others are."""

import ast

import pytest

from extensions.edits.lists import with_item
from extensions.edits.safety import NotSafe


def grown(source: str, length: int = 40) -> str:
    statement = ast.parse(source).body[-1]
    assert isinstance(statement, ast.Assign)
    assert isinstance(statement.value, ast.List | ast.Tuple)
    return with_item(source, statement.value, "new", length)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = [one]", "a = [one, new]\n"),
        ("a = (one,)  # all\n", "a = (one, new)  # all\n"),
        ("a = []\n", "a = [new]\n"),
        ("a = ()\n", "a = (new,)\n"),
        (
            "several = [one_of_them, another_one]\n",
            "several = [\n    one_of_them,\n    another_one,\n    new,\n]\n",
        ),
        ("a = [\n    one,\n]\n", "a = [\n    one,\n    new,\n]\n"),
        ("a = [\n  one  # é\n]\n", "a = [\n  one,  # é\n  new,\n]\n"),
        (
            "a = [\n    one, two\n]\n",
            "a = [\n    one,\n    two,\n    new,\n]\n",
        ),
    ],
)
def test_an_entry_is_the_last_one(before: str, after: str) -> None:
    assert grown(before) == after


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("a = one, two\n", "no brackets"),
        ("a = [one, two,  # first\n  three]\n", "several entries a line"),
    ],
)
def test_another_form_is_not_changed(source: str, why: str) -> None:
    with pytest.raises(NotSafe, match=why):
        grown(source)
