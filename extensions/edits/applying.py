"""Edits of the files of a project: all are made before the first one is written."""

from __future__ import annotations

import difflib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from ..slice.style import Style
from ..survey.reading import Sources
from .cycles import is_circular
from .edit import Edit, Importing
from .formatting import laid_out
from .safety import NotSafe

BOM = "\ufeff"


@dataclass(frozen=True)
class Outcome:
    """What the edits make of a project."""

    changed: Mapping[str, str]
    """The new text of each file that changes."""
    added: Mapping[str, tuple[str, ...]]
    """The lines that it gets."""
    by_hand: Mapping[str, tuple[str, ...]]
    """What somebody has to do, and why."""


Make: TypeAlias = Callable[[str, Edit], str]
"""A text and an edit become the new text, or `NotSafe`."""


def outcome(edits: Sequence[Edit], folder: Path, style: Style) -> Outcome:
    """Make the edits of the files that are there, without writing any."""
    return made(edits, folder, style, lambda text, edit: edit.apply(text))


def made(edits: Sequence[Edit], folder: Path, style: Style, make: Make) -> Outcome:
    """What becomes of the files that are there, without writing any."""
    files: dict[str, _File] = {}
    sources = Sources(folder)
    for edit in edits:
        if _is_inside(edit.path) and (folder / edit.path).is_file():
            file = files.setdefault(edit.path, _File(folder / edit.path))
            file.take(_settled(edit, sources), make)
    changed = {path: file.laid_out(style) for path, file in files.items()}
    return Outcome(
        changed={
            path: text for path, text in changed.items() if files[path].has_changed
        },
        added={
            path: tuple(_new(files[path].before, text))
            for path, text in changed.items()
            if files[path].has_changed
        },
        by_hand={
            path: tuple(file.by_hand) for path, file in files.items() if file.by_hand
        },
    )


def _is_inside(path: str) -> bool:
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def _settled(edit: Edit, sources: Sources) -> Edit:
    """The edit, as the project around its file wants it."""
    if not (isinstance(edit, Importing) and edit.needs):
        return edit
    own = frozenset(name.partition(".")[0] for name in sources.by_name)
    settled = replace(edit, home=replace(edit.home, own=own))
    is_late = is_circular(sources, edit.home.name, edit.needs)
    return settled.postponed() if is_late else settled


def _new(before: str, after: str) -> Iterable[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return (line[2:] for line in lines if line[:2] == "+ " and line[2:])


class _File:
    """One file, with the edits that it has taken so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.after: str | None = None
        self.by_hand: list[str] = []

    @cached_property
    def before(self) -> str:
        try:
            text = self.path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotSafe("it is not UTF-8") from error
        return text.removeprefix(BOM).replace("\r\n", "\n")

    @property
    def has_changed(self) -> bool:
        return self.after is not None and self.after != self.before

    def take(self, edit: Edit, make: Make) -> None:
        try:
            text = self.before if self.after is None else self.after
            self.after = make(text, edit)
        except NotSafe as why:
            self.by_hand += [f"# {why}", *edit.lines]

    def laid_out(self, style: Style) -> str:
        if not self.has_changed or self.after is None:
            return ""
        is_python = self.path.suffix == ".py"
        return laid_out(self.before, self.after, style) if is_python else self.after


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
