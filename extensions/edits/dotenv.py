"""Edits of the example of the environment."""

import re

_VARIABLE = re.compile(r"(?m)^[ \t]*#?[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=")


def with_variables(text: str, paragraph: str) -> str:
    """The text with the paragraph at its end, but for variables that it has already."""
    missing = {*_VARIABLE.findall(paragraph)} - {*_VARIABLE.findall(text)}
    if not missing:
        return text
    kept = [
        line
        for line in paragraph.strip("\n").splitlines()
        if missing.issuperset(_VARIABLE.findall(line))
    ]
    before = f"{text.rstrip()}\n\n" if text.strip() else ""
    return before + "\n".join(kept) + "\n"
