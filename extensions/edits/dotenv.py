"""Edits of the example of the environment."""

import re

_VARIABLE = re.compile(r"#?\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=")


def with_variables(text: str, paragraph: str) -> str:
    """The text with the paragraph at its end, but for variables that it has already."""
    lines = paragraph.strip("\n").splitlines()
    there = set(_names(text.splitlines()))
    missing = [name for name in _names(lines) if name not in there]
    if not missing:
        return text
    kept = [line for line in lines if _name(line) in {"", *missing}]
    before = f"{text.rstrip()}\n\n" if text.strip() else ""
    return before + "\n".join(kept) + "\n"


def _names(lines: list[str]) -> list[str]:
    return [name for name in map(_name, lines) if name]


def _name(line: str) -> str:
    found = _VARIABLE.match(line.strip())
    return found[1] if found else ""
