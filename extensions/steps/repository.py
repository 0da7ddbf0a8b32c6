"""The repository of a project that is being updated: all that git is asked, or told."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

MARKER = 31
"""Characters of a conflict marker: no text has a line that begins with so many."""

SIDES = ("before updating", "last update", "after updating")
"""What Copier calls them."""

FAILED = 128
"""From here on, the exit status of a merge is no number of conflicts."""


@dataclass(frozen=True)
class Repository:
    """The repository that a folder stands in; paths are relative to the folder."""

    folder: Path

    def last(self, path: str) -> bytes | None:
        """A file of the last commit, which is the project before the update."""
        return self._content(f"HEAD:./{path}")

    def unmerged(self) -> list[str]:
        """The files with conflicts."""
        listed = self._git("ls-files", "--unmerged", "-z").decode()
        paths = (line.partition("\t")[2] for line in listed.split("\0") if line)
        return list(dict.fromkeys(paths))

    def sides(self, path: str) -> tuple[bytes, bytes, bytes] | None:
        """What a conflict is about: ours, the base and theirs, where there are all."""
        found = [self._content(f":{stage}:./{path}") for stage in (2, 1, 3)]
        ours, base, theirs = found
        if ours is None or base is None or theirs is None:
            return None
        return ours, base, theirs

    def settle(self, path: str, content: bytes) -> None:
        """Write a file that had conflicts, and leave it as one that merged."""
        (self.folder / path).write_bytes(content)
        self._git("reset", "--quiet", "--", path)

    def removed(self) -> list[str]:
        """The files of the last commit that are gone."""
        options = ("--name-only", "--diff-filter=D", "--relative", "-z")
        listed = self._git("diff", "HEAD", "--no-renames", *options).decode()
        return [path for path in listed.split("\0") if path]

    def _content(self, name: str) -> bytes | None:
        done = self._run("cat-file", "blob", name)
        return None if done.returncode else done.stdout

    def _git(self, *arguments: str) -> bytes:
        done = self._run(*arguments)
        done.check_returncode()
        return done.stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, capture_output=True, check=False)


def merge_files(
    ours: bytes, base: bytes, theirs: bytes, *, style: str = ""
) -> tuple[bytes, bool]:
    """Merge three versions of a file; also whether conflicts are left in it."""
    with tempfile.TemporaryDirectory(prefix="merge-") as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, content in zip(files, (ours, base, theirs), strict=True):
            file.write_bytes(content)
        labels = [part for side in SIDES for part in ("-L", side)]
        options = [style, f"--marker-size={MARKER}"] if style else []
        command = ["git", "merge-file", "-p", *options, *labels, *map(str, files)]
        done = subprocess.run(command, capture_output=True, check=False)
    if not 0 <= done.returncode < FAILED:
        done.check_returncode()
    return done.stdout, done.returncode > 0
