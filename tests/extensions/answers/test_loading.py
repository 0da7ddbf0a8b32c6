"""YAML as the interview reads it."""

from datetime import date

import pytest
import yaml

from extensions.answers.loading import Text, UniqueValues, Values

INLINE = "publish: {from: {at: null}, input: {note: str?, n: 'int?', rest: [a?, b ?c]}}"


@pytest.mark.parametrize("loader", [Text, Values, UniqueValues])
def test_a_question_mark_may_stand_in_braces(loader: type[Text]) -> None:
    read = yaml.load(INLINE, loader)["publish"]["input"]

    assert read == {"note": "str?", "n": "int?", "rest": ["a?", "b ?c"]}


def test_a_question_mark_still_starts_a_key() -> None:
    assert yaml.load("{? a : b}", Values) == {"a": "b"}


def test_text_stays_text() -> None:
    assert yaml.load("[1, 2026-01-31, no]", Text) == ["1", "2026-01-31", "no"]


def test_values_are_read() -> None:
    assert yaml.load("[1, 2026-01-31, no]", Values) == [1, date(2026, 1, 31), False]


def test_a_key_stands_once() -> None:
    with pytest.raises(yaml.YAMLError, match="a stands twice"):
        yaml.load("a: {a: 1, a: 2}", UniqueValues)
