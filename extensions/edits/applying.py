"""Edits of the files of a project: all are made before the first one is written."""

from __future__ import annotations

import difflib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

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


def _applied(text: str, edit: Edit) -> str:
    return edit.apply(text)


def outcome(
    edits: Sequence[Edit],
    folder: Path,
    style: Style,
    make: Callable[[str, Edit], str] = _applied,
) -> Outcome:
    """Make the edits of the files that are there, without writing any."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    by_hand: dict[str, tuple[str, ...]] = {}
    sources = Sources(folder)
    for edit in edits:
        path = edit.path
        if not (_is_inside(path) and (folder / path).is_file()):
            continue
        try:
            if path not in before:
                before[path] = after[path] = _read(folder / path)
            after[path] = make(after[path], _settled(edit, sources))
        except NotSafe as why:
            by_hand[path] = (*by_hand.get(path, ()), f"# {why}", *edit.lines)
    changed = {
        path: laid_out(old, after[path], style) if path.endswith(".py") else after[path]
        for path, old in before.items()
        if old != after[path]
    }
    added = {path: _new(before[path], text) for path, text in changed.items()}
    return Outcome(changed, added, by_hand)


def _is_inside(path: str) -> bool:
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def _read(file: Path) -> str:
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotSafe("it is not UTF-8") from error
    return text.removeprefix(BOM).replace("\r\n", "\n")


def _settled(edit: Edit, sources: Sources) -> Edit:
    """The edit, as the project around its file wants it."""
    if not (isinstance(edit, Importing) and edit.needs):
        return edit
    own = frozenset(name.partition(".")[0] for name in sources.by_name)
    is_late = is_circular(sources, edit.home.name, edit.needs)
    return replace(edit, home=replace(edit.home, own=own, is_late=is_late))


def _new(before: str, after: str) -> tuple[str, ...]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return tuple(line[2:] for line in lines if line[:2] == "+ " and line[2:])


def listed(title: str, by_hand: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What somebody has to do by hand, a line each, below a title."""
    if by_hand:
        yield title
    for file, lines in by_hand.items():
        yield from ("", f"  {file}", *(f"    {line}" for line in lines))


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
