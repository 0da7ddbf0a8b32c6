"""One field's text: where its parts end, and what stands in quotes."""

import re
from collections.abc import Mapping
from typing import Final

from .field_place import TYPES, Place

MAX_TEXT: Final = 2000

_PAIRS: Mapping[str, str] = {"(": ")", "[": "]", "{": "}"}
_OPENS_VALUE = re.compile(r"[^=]*=\s*")
_IN_QUOTES = re.compile(r"""(["'])((?:\\.|(?!\1)[^\\])*)\1""", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES: Mapping[str, str] = {"\\": "\\", '"': '"', "'": "'", "n": "\n", "t": "\t"}
_NOT_STORED = re.compile("[\0\x85\u2028\u2029\ud800-\udfff]")
"""PostgreSQL refuses the first, YAML folds line breaks, and the last are no characters."""
_PLAIN = re.compile(r"[A-Za-z0-9_.@:/+-]+")


def check_text(text: str, place: Place) -> None:
    if not text.strip():
        place.refuse("has no type", TYPES)
    if len(text) > MAX_TEXT:
        place.refuse(f"has {len(text)} characters", f"at most {MAX_TEXT}")
    if _NOT_STORED.search(text):
        place.refuse("has a character that cannot be stored", "text in UTF-8")


def split(text: str, place: Place) -> list[str]:
    """Split at the commas outside brackets and quotes."""
    parts, start, at = [], 0, 0
    closers: list[str] = []
    while at < len(text):
        sign = text[at]
        if sign in "\"'" and _OPENS_VALUE.fullmatch(text, start, at):
            at = _after_quotes(text, at, place)
            continue
        if sign == "," and not closers:
            parts.append(text[start:at])
            start = at + 1
        closers = _still_open(closers, sign)
        at += 2 if sign == "\\" else 1
    if closers:
        wrong = f"has no closing {closers[-1]!r}"
        place.refuse(wrong, 'brackets in pairs, or quotes: {price: "decimal(9, 2)"}')
    return [part.strip() for part in (*parts, text[start:])]


def _after_quotes(text: str, at: int, place: Place) -> int:
    quoted = _IN_QUOTES.match(text, at)
    if not quoted:
        accepted = "quotes in pairs, \\ before inner ones"
        place.refuse(f"has no closing {text[at]}", accepted)
    return quoted.end()


def _still_open(closers: list[str], sign: str) -> list[str]:
    if closers and sign == closers[-1]:
        return closers[:-1]
    in_class = closers[-1:] == ["]"]
    return closers if in_class or sign not in _PAIRS else [*closers, _PAIRS[sign]]


def unquoted(text: str, what: str, place: Place) -> tuple[str, bool]:
    """Return a value's text, and whether it stood in quotes."""
    if not text:
        place.refuse(f"{what} has no value", 'a value after =, "" for empty text')
    if text[0] not in "\"'":
        return _ESCAPED.sub(_uncomma, text), False
    quoted = _IN_QUOTES.fullmatch(text)
    if not quoted:
        place.refuse(f"{what} goes on after its quotes", "a comma before an option")
    return _ESCAPED.sub(_unescaped, quoted[2]), True


def _uncomma(escape: re.Match[str]) -> str:
    return "," if escape[1] == "," else escape[0]


def _unescaped(escape: re.Match[str]) -> str:
    return _ESCAPES.get(escape[1], escape[0])


def written(text: str) -> str:
    """A value's text as the language writes it: in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text.lower() not in {"null", "none"}:
        return text
    for escaped in ("\\", '"'):
        text = text.replace(escaped, f"\\{escaped}")
    return '"' + text.replace("\n", "\\n").replace("\t", "\\t") + '"'
