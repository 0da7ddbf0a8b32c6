"""Edits of lists of requirements in TOML, which keep its formatting and its comments."""

import re
import tomllib
from typing import Any

from .safety import NotSafe

_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?")
_INDENT = re.compile(r"\n?[ \t]*\Z")
_TO_BRACKET = re.compile(r"(?:[\s,]|#[^\n]*)*")


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
    if _list(made, table, key) != [*before[:place], requirement, *before[place:]]:
        raise NotSafe(f"{key} is not written as expected")
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
    if not all(isinstance(item, str) for item in found):
        raise NotSafe("the list holds more than strings")
    return found


def _opening(text: str, table: str, key: str) -> int:
    """Where the list begins, after its bracket."""
    header = rf"(?ms)^[ \t]*\[[ \t]*{re.escape(table)}[ \t]*\][^\n]*$"
    found = re.search(
        rf"{header}(?:(?!^[ \t]*\[).)*?^[ \t]*{re.escape(key)}[ \t]*=[ \t]*\[", text
    )
    if found is None:
        raise NotSafe(f"{key} does not stand below [{table}]")
    return found.end()


def _inserted(
    text: str, opening: int, items: list[str], requirement: str, place: int
) -> str:
    """The text with one more item; that this is where it belongs is checked afterwards."""
    new = f"'{requirement}'" if '"' in requirement else f'"{requirement}"'
    if not items:
        return f"{text[:opening]}{new}{text[text.index(']', opening) :]}"
    is_last = place == len(items)
    item = items[-1 if is_last else place]
    found = re.compile(rf"(['\"]){re.escape(item)}\1").search(text, opening)
    if found is None:
        raise NotSafe(f"{item} is not written as expected")
    indent = _INDENT.search(text, opening, found.start())
    gap = indent[0] if indent and "\n" in indent[0] else " "
    if not is_last:
        at = found.start()
        return f"{text[:at]}{new},{gap}{text[at:]}"
    end, rest = found.end(), _TO_BRACKET.match(text, found.end())
    line = text.rfind("\n", end, rest.end()) if rest else -1
    if line < 0:
        return f"{text[:end]}, {new}{text[end:]}"
    comma = "" if text[end:].lstrip().startswith(",") else ","
    return f"{text[:end]}{comma}{text[end:line]}{gap}{new},{text[line:]}"
