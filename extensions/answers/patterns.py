"""Regular expressions: how services understand them, and texts that match.

A service validates with Pydantic, whose engine reads a pattern in its own way and in
linear time, so that engine decides here too. Python's parser shows what a pattern is
made of; no text is ever searched by Python's own engine.
"""

from __future__ import annotations

import re
import string
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ALPHABET = string.ascii_letters + string.digits + string.punctuation + " "
MOST_REPEATS = 80
VARIANTS = 64
LONGEST = 1000

WORK, WORK_FOR_ONE = 200_000, 20_000
"""Steps that all texts of one pattern may take to write, and one of them."""


class BadPattern(ValueError):
    """A pattern that services cannot use; says why."""


class _TooMuch(Exception):
    """A text takes more work than it may."""


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Callable[[str], bool]:
    """Whether a text has the pattern in it, as services see it; or `BadPattern`."""
    import pydantic_core  # noqa: PLC0415 - it takes long, and few fields have a pattern

    _parsed(pattern)
    try:
        schema = pydantic_core.core_schema.str_schema(pattern=pattern)
        validator = pydantic_core.SchemaValidator(schema)
    except pydantic_core.SchemaError as error:
        raise BadPattern(str(error).rpartition("rror: ")[2].rstrip(".")) from error
    return validator.isinstance_python


def _parsed(pattern: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return parser.parse(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise BadPattern(str(error)) from error


@lru_cache(maxsize=512)
def matches(
    pattern: str, count: int, shortest: int = 0, longest: int = LONGEST
) -> tuple[str, ...]:
    """Up to `count` different texts of that length that match, short ones first.

    None where they are hard to find: the work is bounded.
    """
    found = compiled(pattern)
    texts: dict[str, None] = {}
    for written in _written(_parsed(pattern), shortest):
        for text in (written, written.ljust(shortest, "x")):
            if shortest <= len(text) <= longest and "\0" not in text and found(text):
                texts[text] = None
        if len(texts) >= count:
            break
    return tuple(texts)[:count]


def _written(tree: Sequence[Any], shortest: int) -> Iterator[str]:
    """Different texts of a pattern that grow, until they took too much work."""
    left = WORK
    written: set[str] = set()
    for repeats in (*range(MOST_REPEATS), shortest - 1, shortest):
        known = len(written)
        for variant in range(VARIANTS):
            allowed = min(left, WORK_FOR_ONE)
            writer = _Writer(repeats, variant, left=allowed)
            with suppress(_TooMuch, RecursionError):
                text = writer.text(tree)
                if text not in written:
                    written.add(text)
                    yield text
            left -= allowed - writer.left
        if left <= 0 or len(written) == known:
            return


@dataclass
class _Writer:
    """Writes one text that matches: all repeats alike, all choices by one number."""

    repeats: int
    variant: int
    left: int

    def text(self, tree: Sequence[Any]) -> str:
        return "".join([self._node(kind, value) for kind, value in tree])

    def _node(self, kind: Any, value: Any) -> str:
        self.left -= 1
        if self.left < 0:
            raise _TooMuch
        match kind:
            case op.LITERAL:
                return chr(value)
            case op.SUBPATTERN:
                return self.text(value[-1])
            case op.BRANCH:
                return self.text(self._choice(value[1]))
            case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
                return self._repeated(*value)
            case op.IN | op.ANY | op.NOT_LITERAL:
                return str(self._choice(_characters(kind, value)))
        return ""  # anchors match nothing; what is not understood fails the search

    def _repeated(self, least: int, most: int, tree: Sequence[Any]) -> str:
        times = min(least + self.repeats, int(most))
        return "".join([self.text(tree) for _ in range(times)])

    def _choice(self, alternatives: Sequence[Any]) -> Any:
        """The digits of `variant`, in the base that each choice has: all 0 in the end."""
        self.variant, choice = divmod(self.variant, len(alternatives))
        return alternatives[choice]


# Classes of characters --------------------------------------------------------


def _characters(kind: Any, value: Any) -> str:
    """What a class allows of ALPHABET, else the characters that it names."""
    items = {op.IN: value, op.ANY: [(op.NEGATE, None)]}.get(kind, [(kind, value)])
    usual = _usual("".join(_CLASSES[kind](value) for kind, value in items))
    return usual or "".join(_named(kind, value) for kind, value in items) + "é"


def _named(kind: Any, value: Any) -> str:
    codes = {op.LITERAL: [value], op.RANGE: value}.get(kind, [])
    return "".join(map(chr, codes))


@lru_cache(maxsize=512)
def _usual(class_: str) -> str:
    allowed = re.compile(f"[{class_}]" if class_ != "^" else ".", re.ASCII).match
    return "".join(character for character in ALPHABET if allowed(character))


def _escaped(code: int) -> str:
    return re.escape(chr(code))


_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
}
_CLASSES: Mapping[Any, Callable[[Any], str]] = {
    op.NEGATE: lambda _: "^",
    op.LITERAL: _escaped,
    op.NOT_LITERAL: lambda code: f"^{_escaped(code)}",
    op.RANGE: lambda ends: "-".join(map(_escaped, ends)),
    op.CATEGORY: _CATEGORIES.__getitem__,
}
"""How each part of a class is written."""
