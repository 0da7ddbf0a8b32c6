"""Readers: the form of one answer, whichever way it comes in.

A reader gives the value of an answer, or raises the `Problem` with it.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import yaml

from .availability import accepted
from .choices import CHOICES
from .loading import Text, UniqueValues
from .problem import Problem, shown

Known: TypeAlias = dict[str, Any]
"""Answers that are read already: a later one may depend on them."""

Reader: TypeAlias = Callable[[str, object, Known], Any]
"""Reads the answer of a name."""

_REFERENCE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*", re.ASCII)
_YES = frozenset({"true", "yes", "y", "on", "1"})
_NO = frozenset({"false", "no", "n", "off", "0"})


def text(what: str, raw: object) -> str:
    """Text without spaces around it."""
    if not isinstance(raw, str):
        raise Problem.about(what, f"{shown(str(raw))} is not text", "text, in quotes")
    if raw != raw.strip():
        raise Problem.about(what, f"{shown(raw)} has spaces around it", raw.strip())
    return raw


def checked(check: Callable[[str], str]) -> Reader:
    """Text that a check accepts."""
    return lambda what, raw, known: check(text(what, raw))


def choice(what: str, raw: object, known: Known) -> str:
    if not isinstance(raw, str) or raw not in CHOICES[what]:
        wrong = f"{shown(str(raw))} is not a choice"
        raise Problem.about(what, wrong, accepted(what))
    return raw


def number(lowest: int, highest: int) -> Reader:
    """A whole number between two."""

    def read(what: str, raw: object, known: Known) -> int:
        accepted = f"a whole number from {lowest} to {highest}"
        digits = str(raw).strip()
        if isinstance(raw, bool) or not re.fullmatch(r"[+-]?[0-9]{1,9}", digits):
            raise Problem.about(what, f"{shown(str(raw))} is no whole number", accepted)
        if not lowest <= int(digits) <= highest:
            raise Problem.about(what, f"{digits} is out of range", accepted)
        return int(digits)

    return read


def flag(what: str, raw: object, known: Known) -> bool:
    word = str(raw).strip().lower()
    if word not in _YES | _NO:
        raise Problem.about(what, f"{shown(str(raw))} is not yes or no", "true, false")
    return word in _YES


def reference(what: str, raw: object, known: Known) -> str:
    """A class and its module, or nothing."""
    value = text(what, raw)
    if value and not _REFERENCE.fullmatch(value):
        accepted = "module:Class, such as shop.models:Order"
        raise Problem.about(what, f"{shown(value)} is no reference", accepted)
    return value


def _loaded(what: str, raw: object, accepted: str, loader: Any) -> object:
    """What a text says as YAML; anything else is loaded already."""
    if not isinstance(raw, str):
        return raw
    try:
        return yaml.load(raw, Loader=loader)  # noqa: S506 - safe ones, see the callers
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Problem.about(what, f"is not YAML ({_why(error)})", accepted) from error


def _why(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error) or type(error).__name__
    return f"{what}, line {mark.line + 1}" if mark else what


def mapping(what: str, raw: object, accepted: str) -> dict[Any, Any]:
    value = _loaded(what, raw, accepted, UniqueValues)
    if not isinstance(value, dict):
        raise Problem.about(what, f"{shown(str(raw))} is not a mapping", accepted)
    return value


def some(what: str, raw: object, accepted: str) -> list[str]:
    """A list of words, or its YAML."""
    value = _loaded(what, raw, accepted, Text)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Problem.about(what, f"{shown(str(raw))} is not a list", accepted)
    return value


def ordered(names: Iterable[str], order: Iterable[str]) -> tuple[str, ...]:
    """Names once each, in the order of others."""
    chosen = set(names)
    return tuple(name for name in order if name in chosen)


def choices(what: str, raw: object, known: Known) -> tuple[str, ...]:
    chosen = some(what, raw, f"a list of {', '.join(CHOICES[what])}")
    for name in chosen:
        choice(what, name, known)
    return ordered(chosen, CHOICES[what])
