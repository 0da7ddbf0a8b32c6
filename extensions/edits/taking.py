"""Taking away what an edit added: exactly that, and only where nobody changed it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ..slice.style import Style
from .applying import Outcome, outcome
from .edit import Edit
from .formatting import laid_out
from .safety import NotSafe

_WORD = re.compile(r"[A-Za-z_][\w.]*")


def taken(
    edits: Sequence[Edit], folder: Path, names: Sequence[str], style: Style
) -> Outcome:
    """Take away what edits added to the files that are there, without writing any."""
    return outcome(
        edits, folder, style, lambda text, edit: without(text, edit, names, style)
    )


def without(text: str, edit: Edit, names: Sequence[str], style: Style) -> str:
    """The text without the addition, whose lines say one of the names.

    Raises:
        NotSafe: the edit would not write again what is taken away.
    """
    words = {word for line in edit.lines for word in _WORD.findall(line)}
    about = {word for word in words if {*re.split(r"[._]", word), word} & {*names}}
    lines = text.splitlines(keepends=True)
    found = [line for line in lines if _says(line, about)]
    if not found:
        return text
    rest = "".join(line for line in lines if line not in found)
    again = laid_out(rest, edit.apply(rest), style)
    if _lines(again) != _lines(text):
        raise NotSafe("it is not as it was added")
    return rest


def _says(line: str, words: set[str]) -> bool:
    code, _, _ = line.partition("#")
    return not words.isdisjoint(_WORD.findall(code))


def _lines(text: str) -> Counter[str]:
    """The lines, wherever they stand."""
    return Counter(line for line in text.splitlines() if line.strip())
