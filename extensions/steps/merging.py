"""Conflicts that are none: both sides changed different lines, but next to each other.

Git does not merge neighbours. Here both additions at one place stay, first the template's,
and so do changes of lines that follow each other. Where the sides changed the same line, or
one took away what the other wrote beside, the conflict stays: only whole statements of a
Python module do not mind.
"""

from __future__ import annotations

import ast
import tomllib
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePath
from typing import TypeAlias

from ..edits.formatting import laid_out
from ..repository import MARKER, merge_files
from ..slice.style import Style

Lines: TypeAlias = Sequence[bytes]

OURS, BASE, THEIRS, END = (sign * MARKER for sign in (b"<", b"|", b"=", b">"))


LIKE = 0.6
"""How much two lines have in common that are one line, changed."""


@dataclass(frozen=True)
class Change:
    """Lines of the base, and what one side made of them."""

    start: int
    end: int
    lines: tuple[bytes, ...]

    @property
    def adds(self) -> bool:
        return self.start == self.end

    @property
    def removes(self) -> bool:
        return not self.lines

    @property
    def stands_alone(self) -> bool:
        """Whether it adds whole statements of a module, which no neighbour is part of."""
        return self.adds and _reads("a.py", b"".join(self.lines))


def merged(
    path: str, ours: bytes, base: bytes, theirs: bytes, style: Style
) -> bytes | None:
    """The file with both sides' changes, or nothing where they contradict each other.

    It is laid out in the project's style, if it was so before.
    """
    text, _ = merge_files(ours, base, theirs, style="--diff3")
    made: list[bytes] = []
    is_module = path.endswith(".py")
    for part in _parts(text.splitlines(keepends=True)):
        lines = part if isinstance(part, list) else _both(*part, is_module=is_module)
        if lines is None:
            return None
        made += lines
    content = b"".join(made)
    if not _reads(path, content):
        return None
    return relaid(ours, content, style) if is_module else content


def relaid(before: bytes, after: bytes, style: Style) -> bytes:
    """A module that was merged, laid out where the user keeps it so."""
    try:
        texts = before.decode(), after.decode()
    except UnicodeDecodeError:
        return after
    return laid_out(*texts, style).encode()


# Conflicts --------------------------------------------------------------------

Conflict: TypeAlias = tuple[list[bytes], list[bytes], list[bytes]]


def _parts(lines: Lines) -> Iterator[list[bytes] | Conflict]:
    """What merged, and the conflicts: ours, the base and theirs."""
    parts: list[list[bytes]] = [[]]
    for line in lines:
        if line.startswith(OURS):
            yield parts[0]
            parts = [[]]
        elif line.startswith((BASE, THEIRS)):
            parts.append([])
        elif line.startswith(END):
            ours, base, theirs = parts
            yield ours, base, theirs
            parts = [[]]
        else:
            parts[-1].append(line)
    yield parts[0]


def _both(
    ours: Lines, base: Lines, theirs: Lines, *, is_module: bool
) -> list[bytes] | None:
    """The base with the changes of both sides, where none touches the other's."""
    mine, yours = list(_changes(base, ours)), list(_changes(base, theirs))
    new = [change for change in mine if change not in yours]
    if any(_contradict(one, other, is_module) for one in new for other in yours):
        return None
    order = [*((change, 0) for change in yours), *((change, 1) for change in new)]
    made, at = [], 0
    for change, _ in sorted(order, key=lambda one: (one[0].start, one[0].end, one[1])):
        made += [*base[at : change.start], *change.lines]
        at = max(at, change.end)
    return [*made, *base[at:]]


def _changes(base: Lines, side: Lines) -> Iterator[Change]:
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield from _split(start, list(base[start:end]), list(side[first:last]))


def _split(start: int, old: list[bytes], new: list[bytes]) -> Iterator[Change]:
    """A change of many lines, without the lines at its ends that only look different."""
    while old and new and _is_like(old[0], new[0]):
        yield Change(start, start + 1, (new.pop(0),))
        start, old = start + 1, old[1:]
    after = []
    while old and new and _is_like(old[-1], new[-1]):
        end = start + len(old)
        after.append(Change(end - 1, end, (new.pop(),)))
        old = old[:-1]
    if old or new:
        yield Change(start, start + len(old), tuple(new))
    yield from reversed(after)


def _is_like(line: bytes, other: bytes) -> bool:
    matcher = SequenceMatcher(None, line, other, autojunk=False)
    return matcher.quick_ratio() > LIKE and matcher.ratio() > LIKE


def _contradict(one: Change, other: Change, is_module: bool) -> bool:
    if one.adds and other.adds:
        return False
    if one.end < other.start or other.end < one.start:
        return False
    beside = one.end == other.start or other.end == one.start
    if is_module and (one.stands_alone or other.stands_alone):
        rest = other if one.stands_alone else one
        return not (beside or rest.removes)
    return not beside or one.removes or other.removes or _is_shared(one, other)


def _is_shared(one: Change, other: Change) -> bool:
    """Whether both wrote a line that is no change of its own for either."""
    return any(line.strip() for line in {*one.lines} & {*other.lines})


# What comes of it -----------------------------------------------------------------


def _reads(path: str, content: bytes) -> bool:
    """Whether it is still what its name says."""
    check = READERS.get(PurePath(path).suffix)
    if check is None:
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the project's code, not of ours
            check(content)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return True


READERS: Mapping[str, Callable[[bytes], object]] = {
    ".py": ast.parse,
    ".toml": lambda content: tomllib.loads(content.decode()),
}
