"""Edits of lists of requirements in TOML, which keep its formatting and its comments."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .safety import NotSafe

_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?")
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')|(?P<comment>\#[^\n]*)|(?P<other>[^\s,])"""
)


@dataclass(frozen=True)
class _Item:
    value: str
    start: int
    end: int


def with_requirement(text: str, requirement: str, table: str, key: str) -> str:
    """The text with the requirement in the list, in its place where the list is sorted.

    Raises:
        NotSafe: there is no plain list, or it has the package without its extras.
    """
    before = _list(text, table, key)
    name, extras = _parts(requirement)
    for there in before:
        if _parts(there)[0] == name:
            if not extras <= _parts(there)[1]:
                raise NotSafe(f"{there} in {key} lacks {', '.join(sorted(extras))}")
            return text
    place = _place(before, requirement)
    made = _inserted(text, _opening(text, table, key), before, requirement, place)
    _check(made, table, key, [*before[:place], requirement, *before[place:]])
    return made


def _parts(requirement: str) -> tuple[str, frozenset[str]]:
    """Name and extras, as PEP 503 compares them."""
    found = _NAME.match(requirement)
    if found is None:
        return requirement, frozenset()
    extras = (extra.strip().lower() for extra in (found[2] or "").split(","))
    return re.sub(r"[-_.]+", "-", found[1]).lower(), frozenset(filter(None, extras))


def _place(items: list[str], requirement: str) -> int:
    names = [_parts(item)[0] for item in items]
    if names != sorted(names):
        return len(items)
    return sum(name < _parts(requirement)[0] for name in names)


def _list(text: str, table: str, key: str) -> list[str]:
    try:
        found: Any = tomllib.loads(text).get(table, {}).get(key)
    except (tomllib.TOMLDecodeError, AttributeError) as error:
        raise NotSafe("it is not TOML as expected") from error
    if not isinstance(found, list):
        raise NotSafe(f"[{table}] has no list {key}")
    return [item for item in found if isinstance(item, str)]


def _opening(text: str, table: str, key: str) -> int:
    """Where the list begins, after its bracket."""
    header = re.compile(rf"(?m)^[ \t]*\[[ \t]*{re.escape(table)}[ \t]*\][^\n]*$")
    begun = header.search(text)
    start = begun.end() if begun else len(text)
    following = re.compile(r"(?m)^[ \t]*\[").search(text, start)
    end = following.start() if following else len(text)
    found = re.compile(rf"(?m)^[ \t]*{re.escape(key)}[ \t]*=[ \t]*\[").search(
        text, start, end
    )
    if found is None:
        raise NotSafe(f"{key} does not stand below [{table}]")
    return found.end()


def _items(text: str, opening: int) -> Iterator[_Item]:
    """The strings of the list, and last its bracket."""
    for token in _TOKEN.finditer(text, opening):
        if token["text"]:
            yield _Item(token["text"], token.start(), token.end())
        elif token["other"] == "]":
            yield _Item("]", token.start(), token.end())
            return
        elif token["other"]:
            break
    raise NotSafe("the list holds more than strings")


def _inserted(
    text: str, opening: int, values: list[str], requirement: str, place: int
) -> str:
    *items, closing = _items(text, opening)
    if len(items) != len(values):
        raise NotSafe("the list holds more than strings")
    new = _quoted(requirement)
    if place < len(items):
        at = items[place].start
        return text[:at] + new + "," + _gap(text, opening, at) + text[at:]
    if not items:
        return text[:opening] + new + text[closing.start :]
    last = items[-1].end
    if "\n" not in text[last : closing.start]:
        return f"{text[:last]}, {new}{text[last:]}"
    comma = "" if text[last:].lstrip().startswith(",") else ","
    line = text.rindex("\n", 0, closing.start)
    gap = _gap(text, opening, items[-1].start)
    return text[:last] + comma + text[last:line] + gap + new + "," + text[line:]


def _gap(text: str, opening: int, at: int) -> str:
    """What stands before an item: the indent of its line, or a space."""
    line = text.rfind("\n", opening, at)
    return text[line:at] if line >= 0 and not text[line:at].strip() else " "


def _quoted(text: str) -> str:
    quote = "'" if '"' in text else '"'
    return f"{quote}{text}{quote}"


def _check(made: str, table: str, key: str, expected: list[str]) -> None:
    if _list(made, table, key) != expected:
        raise NotSafe(f"{key} is not written as expected")
