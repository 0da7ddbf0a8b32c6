"""The journal of a copy: what was there before, put back unless the copy is completed.

Copier writes file by file and runs its task last. What stops it in between, such as an
exception, a full disk or Ctrl-C, would leave half an endpoint. The task closes the
journal; one that is still open when Copier's process ends is played back.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from weakref import finalize


@dataclass(frozen=True)
class Journal:
    """The files that a copy writes or edits, as they were before it."""

    folder: Path
    before: Mapping[Path, bytes | None]
    """Their contents, or nothing for those that were not there."""
    marker: Path
    """A file that is there while the copy is under way."""
    has_tasks: bool

    @classmethod
    def open(
        cls, owner: object, folder: Path, paths: Iterable[str], *, has_tasks: bool
    ) -> Path:
        """Open a journal that ends with its owner; close it by removing the marker."""
        handle, marker = tempfile.mkstemp(prefix="copy-")
        os.close(handle)
        before = {folder / path: _content(folder / path) for path in paths}
        made = cls(folder, before, Path(marker), has_tasks)
        finalize(owner, made.end, made.new_folders)
        return made.marker

    @property
    def new_folders(self) -> list[Path]:
        """The folders that the copy makes, each after those in it."""
        parents = {parent for path in self.before for parent in path.parents}
        missing = (parent for parent in parents if not parent.exists())
        return sorted(missing, key=lambda parent: -len(parent.parts))

    def end(self, new_folders: Iterable[Path]) -> None:
        """Put everything back, unless the copy was completed."""
        if not self.marker.exists():
            return
        self.marker.unlink()
        if not self.has_tasks and all(path.exists() for path in self.before):
            return
        for path in (path for path, old in self.before.items() if old is None):
            path.unlink(missing_ok=True)
        for folder in new_folders:
            with suppress(OSError):  # somebody else wrote into it
                folder.rmdir()
        for path, old in self.before.items():
            if old is not None and _content(path) != old:
                path.write_bytes(old)
        sys.stderr.write(f"The copy did not finish; {self.folder} is as it was.\n")


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
