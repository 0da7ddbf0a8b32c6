"""Edits of the files of a project: all are made before the first one is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .edit import Edit
from .fitted import Fitted
from .safety import NotSafe
from .surroundings import Surroundings

BOM = "\ufeff"


@dataclass(frozen=True)
class Outcome:
    """What the edits make of a project."""

    changed: Mapping[str, str]
    """The new text of each file that changes."""
    added: Mapping[str, tuple[str, ...]]
    """The lines that it gets, as people would say them."""
    by_hand: Mapping[str, tuple[str, ...]]
    """What somebody has to add, and why."""


def outcome(edits: Sequence[Edit], folder: Path) -> Outcome:
    """Make the edits of the files that are there, without writing any."""
    paths = dict.fromkeys(edit.path for edit in edits)
    made = {path: _File(folder / path) for path in paths if _is_inside(path)}
    there = {path: file for path, file in made.items() if file.path.is_file()}
    around = Surroundings(folder)
    for edit in edits:
        if edit.path in there:
            own = edit.settled(around) if isinstance(edit, Fitted) else edit
            there[edit.path].take(own)
    return Outcome(
        changed={path: file.text for path, file in there.items() if file.added},
        added={path: tuple(file.added) for path, file in there.items() if file.added},
        by_hand={
            path: tuple(file.by_hand) for path, file in there.items() if file.by_hand
        },
    )


def _is_inside(path: str) -> bool:
    return not Path(path).is_absolute() and ".." not in Path(path).parts


class _File:
    """One file, with the edits that it has taken so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.added: list[str] = []
        self.by_hand: list[str] = []

    @cached_property
    def text(self) -> str:
        try:
            text = self.path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotSafe("it is not UTF-8") from error
        return text.removeprefix(BOM).replace("\r\n", "\n")

    def take(self, edit: Edit) -> None:
        try:
            text = edit.apply(self.text)
        except NotSafe as why:
            self.by_hand += [f"# {why}", *edit.lines]
        else:
            self.added += self._new(edit, text) if text != self.text else ()
            self.text = text

    def _new(self, edit: Edit, text: str) -> tuple[str, ...]:
        """The lines that an edit adds: as they are, or as people say them."""
        if isinstance(edit, Fitted):
            return edit.added(self.text, text)
        return edit.lines


def write(changed: Mapping[str, str], folder: Path) -> None:
    """Write all files, or none: each is written beside its place and then moved there."""
    with tempfile.TemporaryDirectory(prefix=".edits-", dir=folder) as beside:
        ready = [
            _prepared(folder / path, changed[path], Path(beside) / str(number))
            for number, path in enumerate(changed)
        ]
        for new, place in ready:
            new.replace(place)


def _prepared(file: Path, text: str, new: Path) -> tuple[Path, Path]:
    """Write the text as the file writes its own, and keep who may read it."""
    place = file.resolve()
    old = place.read_bytes()
    if b"\r\n" in old:
        text = text.replace("\n", "\r\n")
    mark = BOM if old.startswith(BOM.encode()) else ""
    new.write_bytes((mark + text).encode())
    shutil.copymode(place, new)
    return new, place
