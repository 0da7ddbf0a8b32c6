"""History: what the last commit of the project holds.

An update demands a clean tree, so that is what there was before it. Copier cannot update
without git; this is the one place where extensions run a program.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from shutil import which


@dataclass(frozen=True)
class History:
    """The last commit of the repository that a folder is in, or is."""

    folder: Path

    def read(self, path: str) -> bytes | None:
        """A file as it was committed."""
        return self._git("show", f"HEAD:./{path}")

    def files(self, below: str = ".") -> list[str]:
        """The committed files below a folder, relative to that of the project."""
        listed = self._git("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", below)
        return [one for one in (listed or b"").decode().split("\0") if one]

    def uncommitted(self) -> list[str]:
        """The files that differ from it; none where there is no repository, or no git."""
        if not self.folder.is_dir() or which("git") is None:
            return []
        told = self._git("status", "--porcelain", "--no-renames", "-z", "--", ".")
        return [one[3:] for one in (told or b"").decode().split("\0") if one]

    def restore(self, path: str) -> None:
        """Make a file what it was, in the working tree and for the next commit."""
        self._git("checkout", "--quiet", "HEAD", "--", path)

    def _git(self, *arguments: str) -> bytes | None:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, check=False
        )
        return done.stdout if done.returncode == 0 else None
