"""Regular expressions: as services understand them, and what matches."""

import string
import time
from typing import Annotated

import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st
from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import SchemaError

from extensions.answers.patterns import WORK, BadPattern, compiled, matches
from tests.extensions.slice.strategies import PATTERNS, TEXTS

MATCHES = {
    "abc": ("abc",),
    "^a?$": ("", "a"),
    "^[ab]$": ("a", "b"),
    "^(x|yz)$": ("x", "yz"),
    "^a{2,3}$": ("aa", "aaa"),
    r"^\d$": ("0", "1"),
    "^[^a-y]$": ("z", "A"),
    "^[é-ü]$": ("é", "ü"),
    "^[^ -~]$": ("é",),
    "(?i)^A$": ("A",),
    "^a++$": ("a", "aa"),
    "a^": (),
}


@pytest.mark.parametrize(("pattern", "texts"), MATCHES.items())
def test_short_texts_that_match_come_first(
    pattern: str, texts: tuple[str, ...]
) -> None:
    assert matches(pattern, 2) == texts


@pytest.mark.parametrize(
    ("pattern", "shortest", "longest", "lengths"),
    [
        ("^a*$", 5, 6, [5, 6]),
        ("^[a-z]+$", 300, 1000, [300, 300]),
        ("[A-Z]", 10, 20, [10, 10]),
        ("^a{9}$", 0, 8, []),
    ],
)
def test_texts_have_the_length_asked_for(
    pattern: str,
    shortest: int,
    longest: int,
    lengths: list[int],
) -> None:
    assert [len(text) for text in matches(pattern, 2, shortest, longest)] == lengths


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(", "missing ), unterminated subpattern at position 0"),
        (
            "(?=a)",
            "look-around, including look-ahead and look-behind, is not supported",
        ),
        (r"(a)\1", "backreferences are not supported"),
        ("(?>a)", "unrecognized flag"),
        (r"a\Z", "unrecognized escape sequence"),
        (r"(\w{999}){999}", "Compiled regex exceeds size limit of 10485760 bytes"),
        ("a{99999999999}", "the repetition number is too large"),
    ],
)
def test_pattern_that_services_cannot_use_is_refused(pattern: str, why: str) -> None:
    with pytest.raises(BadPattern) as refused:
        compiled(pattern)
    assert str(refused.value) == why


@pytest.mark.parametrize("text", ["a\n", "a\nb"])
def test_dollar_is_the_very_end(text: str) -> None:
    assert not compiled("^a$")(text)


# What would take a backtracking engine, or a writer of all texts, for ever.
EXPENSIVE = [
    "(a+)+$",
    "(a|aa)+$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "a{1000}",
    "(a{100}){10}",
    "((((a*)*)*)*)*b",
    "((((((a{9}){9}){9}){9}))|b)",
    "(" * 200 + "a" + ")" * 200,
    "(a|b|c|d){50}x{50}y*z*",
    "(.*)(.*)(.*)(.*)(.*)=$",
    "a^" * 50,
]


@pytest.mark.parametrize("pattern", EXPENSIVE)
def test_work_is_bounded(pattern: str) -> None:
    before = time.process_time()
    matches(pattern, 8, 30, 40)
    assert time.process_time() - before < WORK / 50_000


# Properties --------------------------------------------------------------------


@settings(deadline=None)
@given(PATTERNS | TEXTS)
@example("\0")
def test_matches_are_what_pydantic_accepts(pattern: str) -> None:
    try:
        type_ = TypeAdapter(Annotated[str, Field(pattern=pattern)])
        texts = matches(pattern, 8)
    except (SchemaError, BadPattern):
        reject()
    assert [type_.validate_python(text) for text in texts] == list(texts)


@settings(deadline=None)
@given(PATTERNS, TEXTS)
def test_a_pattern_matches_what_pydantic_accepts(pattern: str, text: str) -> None:
    try:
        TypeAdapter(Annotated[str, Field(pattern=pattern)]).validate_python(text)
        accepted = True
    except ValidationError:
        accepted = False
    assert compiled(pattern)(text) == accepted


@settings(deadline=None)
@given(PATTERNS)
def test_matches_differ_and_can_be_stored(pattern: str) -> None:
    texts = matches(pattern, 8)
    assert len(set(texts)) == len(texts)
    assert "\0" not in "".join(texts)


@settings(deadline=None)
@given(st.text(string.ascii_letters))
def test_plain_text_matches_itself(text: str) -> None:
    assert matches(f"^{text}$", 8) == (text,)


def test_digits_and_letters_are_usual() -> None:
    texts = matches(r"^\w$", 64)
    assert set(texts) <= set(string.ascii_letters + string.digits + "_")
