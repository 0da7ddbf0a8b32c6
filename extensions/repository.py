"""The repository of a project: all that git is asked, or told.

An update demands a clean tree, so the last commit is the project before it. Copier cannot
update without git; but for ruff, it is the one program that extensions run.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from shutil import which

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
        """A file as it was committed."""
        return self._content(f"HEAD:./{path}")

    def committed(self) -> list[str]:
        """The files of the last commit; none where there is none."""
        return self._listed("ls-tree", "-r", "-z", "--name-only", "HEAD")

    def uncommitted(self) -> list[str]:
        """The files that differ from it; none where there is no repository, or no git."""
        if which("git") is None:
            return []
        told = self._listed("status", "--porcelain", "--no-renames", "-z", "--", ".")
        return [one[3:] for one in told]

    def restore(self, path: str) -> None:
        """Make a file what it was, in the working tree and for the next commit."""
        self._run("checkout", "--quiet", "HEAD", "--", path)

    def unmerged(self) -> list[str]:
        """The files with conflicts."""
        listed = self._listed("ls-files", "--unmerged", "-z")
        return list(dict.fromkeys(line.partition("\t")[2] for line in listed))

    def sides(self, path: str) -> tuple[bytes, bytes, bytes] | None:
        """What a conflict is about: ours, the base and theirs, where there are all."""
        ours, base, theirs = (self._content(f":{one}:./{path}") for one in (2, 1, 3))
        if ours is None or base is None or theirs is None:
            return None
        return ours, base, theirs

    def settle(self, path: str, content: bytes) -> None:
        """Write a file that had conflicts, and leave it as one that merged."""
        (self.folder / path).write_bytes(content)
        self._run("reset", "--quiet", "--", path).check_returncode()

    def removed(self) -> list[str]:
        """The files of the last commit that are gone."""
        options = ("--name-only", "--diff-filter=D", "--relative", "-z")
        return self._listed("diff", "HEAD", "--no-renames", *options)

    def _content(self, name: str) -> bytes | None:
        done = self._run("cat-file", "blob", name)
        return None if done.returncode else done.stdout

    def _listed(self, *arguments: str) -> list[str]:
        return [one for one in self._run(*arguments).stdout.decode().split("\0") if one]

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
