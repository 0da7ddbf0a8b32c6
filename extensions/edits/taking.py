"""Taking away what an edit added: exactly that, and only where nobody changed it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from .applying import Outcome, _File, _is_inside
from .edit import Edit
from .fitted import Fitted
from .safety import NotSafe
from .surroundings import Surroundings

_WORD = re.compile(r"[A-Za-z_][\w.]*")


def without(text: str, edit: Edit, names: Sequence[str]) -> str:
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
    if _lines(edit.apply(rest)) != _lines(text):
        raise NotSafe("it is not as it was added")
    return rest


def _says(line: str, words: set[str]) -> bool:
    code, _, _ = line.partition("#")
    return not words.isdisjoint(_WORD.findall(code))


def _lines(text: str) -> Counter[str]:
    """The lines, wherever they stand."""
    return Counter(line for line in text.splitlines() if line.strip())


def taken(edits: Sequence[Edit], folder: Path, names: Sequence[str]) -> Outcome:
    """Take away what edits added to the files that are there, without writing any."""
    files: dict[str, _File] = {}
    around = Surroundings(folder)
    for edit in edits:
        if _is_inside(edit.path) and (folder / edit.path).is_file():
            file = files.setdefault(edit.path, _File(folder / edit.path))
            own = edit.settled(around) if isinstance(edit, Fitted) else edit
            _take(file, own, names)
    return Outcome(
        changed={path: file.text for path, file in files.items() if file.added},
        added={path: tuple(file.added) for path, file in files.items() if file.added},
        by_hand={
            path: tuple(file.by_hand) for path, file in files.items() if file.by_hand
        },
    )


def _take(file: _File, edit: Edit, names: Sequence[str]) -> None:
    try:
        text = without(file.text, edit, names)
    except NotSafe as why:
        file.by_hand += [f"# {why}", *edit.lines]
    else:
        file.added += _gone(file.text, text)
        file.text = text


def _gone(before: str, after: str) -> Iterator[str]:
    yield from (_lines(before) - _lines(after)).elements()
