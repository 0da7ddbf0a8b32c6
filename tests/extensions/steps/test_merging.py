"""Which neighbouring changes are both kept, and which contradict each other."""

import pytest

from extensions.slice.style import Style
from extensions.steps.merging import merged

BASE = """\
import os

LIMITS = [
    "a",
    "b",
]


def first() -> None:
    pass


def last() -> None:
    pass
"""
OURS = "\n\ndef ours() -> None:\n    pass\n"
THEIRS = "\n\ndef theirs() -> None:\n    pass\n"
LAST = "\n\ndef last() -> None:\n    pass\n"


def both(ours: str, theirs: str, base: str = BASE, path: str = "a.py") -> str | None:
    made = merged(path, ours.encode(), base.encode(), theirs.encode(), Style())
    return None if made is None else made.decode()


def test_two_functions_at_the_end_both_stay_the_template_s_first() -> None:
    assert both(BASE + OURS, BASE + THEIRS) == BASE + THEIRS + OURS


def test_two_entries_at_one_place_of_a_list_both_stay() -> None:
    def entry(name: str) -> str:
        return BASE.replace('    "b",\n', f'    "b",\n    "{name}",\n')

    made = both(entry("ours"), entry("theirs"))

    assert made == entry("theirs").replace('"theirs",\n', '"theirs",\n    "ours",\n')


def test_changes_of_lines_that_follow_each_other_both_stay() -> None:
    ours, theirs = BASE.replace('"a"', '"A"'), BASE.replace('"b"', '"B"')

    assert both(ours, theirs) == ours.replace('"b"', '"B"')


def test_a_function_stays_after_one_that_is_taken_away() -> None:
    assert both(BASE + OURS, BASE.replace(LAST, "")) == BASE.replace(LAST, "") + OURS


def test_a_function_stays_between_two_that_are_taken_away() -> None:
    head, _, _ = BASE.partition("\n\ndef first")
    ours = BASE.replace(LAST, OURS + LAST)

    assert both(ours, head) == head + OURS


def test_the_same_addition_of_both_sides_stands_once() -> None:
    assert both(BASE + OURS, BASE + OURS) == BASE + OURS


def test_the_same_addition_beside_a_change_stands_once_too() -> None:
    base = BASE.replace('    "b",\n', "")

    assert both(BASE.replace('"a"', '"A"'), BASE, base) == BASE.replace('"a"', '"A"')


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param(
            BASE.replace('"a"', '"ours"'),
            BASE.replace('"a"', '"theirs"'),
            id="the same line",
        ),
        pytest.param(
            BASE.replace('    "b",\n', '    "b",\n    "ours",\n'),
            BASE.replace('    "b",\n', ""),
            id="an entry beside one that is gone",
        ),
        pytest.param(
            BASE.replace(LAST, LAST + "    return\n"),
            BASE.replace(LAST, ""),
            id="a line in a function that is gone",
        ),
    ],
)
def test_contradictions_stay_conflicts(ours: str, theirs: str) -> None:
    assert both(ours, theirs) is None


def test_what_is_no_python_any_more_stays_a_conflict() -> None:
    base = "a = (\n)\n"

    assert both("a = (\n1\n)\n", "a = (\n2\n)\n", base) is None


def test_text_of_other_kinds_merges_as_well() -> None:
    made = both("a\nours\n", "a\ntheirs\n", "a\n", path="Makefile")

    assert made == "a\ntheirs\nours\n"
