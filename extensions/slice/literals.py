"""Values as Python literals, also for templates: `{{ value | literal }}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHORT = 10
"""Of a repeated value that is written down as it is."""


@dataclass(frozen=True)
class Repeated:
    """A text or a list that is too long to be written down."""

    part: Any
    times: int


def repeated(part: Any, times: int) -> Any:
    """`part * times`, which stays a product where it is long."""
    return part * times if times < SHORT else Repeated(part, times)


def literal(value: Any, lines: bool = False) -> str:
    """A literal of text, numbers, `None`, lists, tuples and mappings.

    With `lines` a formatter gives each entry its own, so that updates merge.
    """
    if isinstance(value, Repeated):
        return f"{literal(value.part)} * {value.times}"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        entries = [f"{literal(name)}: {literal(one)}" for name, one in value.items()]
        return _bracketed("{}", entries, lines)
    if isinstance(value, (list, tuple)):
        is_single = isinstance(value, tuple) and len(value) == 1
        brackets = "[]" if isinstance(value, list) else "()"
        return _bracketed(brackets, [*map(literal, value)], lines or is_single)
    return repr(value).replace("e+", "e")


def quoted(text: str) -> str:
    """A string literal in the quotes that need fewer escapes, double ones if equal."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    inner = "".join(c if c in "'\"" else repr(c)[1:-1] for c in text)
    return quote + inner.replace(quote, "\\" + quote) + quote


def _bracketed(brackets: str, entries: list[str], comma: bool) -> str:
    after = "," if comma and entries else ""
    return f"{brackets[0]}{', '.join(entries)}{after}{brackets[1]}"
