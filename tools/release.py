"""Release the template: `make release VERSION=1.2.0`.

A release is a commit that moves what CHANGELOG.md calls unreleased to the version, and an
annotated tag, which Copier finds. Nothing is released while anything is red, and nothing
is pushed.
"""

import argparse
import datetime as dt
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.rendering import ROOT

BRANCH = "main"
CHECK = "make test test-all docs"
"""What has to pass: lint, types, examples, every test; and the docs are written again."""

UNRELEASED = "## [Unreleased]"
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


class Refused(Exception):
    """There is no release; the message says what is in its way."""


@dataclass(frozen=True)
class Release:
    """A version to be, in the repository of the template."""

    folder: Path
    version: str
    check: Sequence[str]
    today: dt.date

    @property
    def tag(self) -> str:
        return f"v{self.version}"

    @property
    def _changelog(self) -> Path:
        return self.folder / "CHANGELOG.md"

    def make(self) -> None:
        """Check everything, what is quick first; then write, commit and tag."""
        for refuse in REFUSALS:
            refuse(self)
        notes = f"{self.tag}\n\n{self._notes}\n"
        self._changelog.write_text(self._released(), "utf-8")
        self.git("add", self._changelog.name)
        self.git("commit", "--quiet", "--message", f"build: release {self.tag}")
        options = ("--annotate", "--cleanup=verbatim")  # its headings are no comments
        self.git("tag", *options, self.tag, "--message", notes)

    # What is in the way ---------------------------------------------------------------

    def check_version(self) -> None:
        if not VERSION.fullmatch(self.version):
            raise Refused(f"{self.version or 'nothing'} is no version; accepted: x.y.z")

    def check_is_newer(self) -> None:
        newest = max(self._released_versions(), default=(-1, -1, -1))
        if _numbers(self.version) <= newest:
            there = ".".join(map(str, newest))
            raise Refused(f"{self.version} does not come after {there}")

    def check_branch(self) -> None:
        if (branch := self.git("branch", "--show-current")) != BRANCH:
            raise Refused(
                f"releases are made of {BRANCH}, and this is {branch or 'none'}"
            )

    def check_is_clean(self) -> None:
        if status := self.git("status", "--porcelain"):
            raise Refused(f"the tree has changes:\n{status}")

    def check_notes(self) -> None:
        if not re.search(r"(?m)^- ", self._notes):
            raise Refused("CHANGELOG.md has nothing below [Unreleased]")

    def check_all(self) -> None:
        if subprocess.run(self.check, cwd=self.folder, check=False).returncode:
            raise Refused(f"{shlex.join(self.check)} fails")

    def check_left_alone(self) -> None:
        """Whoever writes the docs again finds them as they are committed."""
        if status := self.git("status", "--porcelain"):
            raise Refused(f"the checks changed files, commit them first:\n{status}")

    # What it is made of ------------------------------------------------------------------

    def _released_versions(self) -> Iterator[tuple[int, ...]]:
        for tag in self.git("tag", "--list", "v*").split():
            if VERSION.fullmatch(tag[1:]):
                yield _numbers(tag[1:])

    @property
    def _notes(self) -> str:
        """What is below [Unreleased], up to the release before."""
        _, _, rest = self._changelog.read_text("utf-8").partition(UNRELEASED)
        return re.split(r"(?m)^## ", rest)[0].strip()

    def _released(self) -> str:
        text = self._changelog.read_text("utf-8")
        heading = f"{UNRELEASED}\n\n## [{self.version}] - {self.today.isoformat()}"
        return text.replace(UNRELEASED, heading, 1)

    def git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.folder), *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return done.stdout.strip()


REFUSALS: Sequence[Callable[[Release], None]] = (
    Release.check_version,
    Release.check_is_newer,
    Release.check_branch,
    Release.check_is_clean,
    Release.check_notes,
    Release.check_all,
    Release.check_left_alone,
)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a release, or say what is in its way; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.release", description=__doc__
    )
    parser.add_argument("version", metavar="VERSION", help="such as 1.2.0")
    parser.add_argument("--check", default=CHECK, help="the command that has to pass")
    options = parser.parse_args(arguments)
    today = dt.datetime.now(tz=dt.UTC).date()
    release = Release(ROOT, options.version, shlex.split(options.check), today)
    try:
        release.make()
    except Refused as why:
        print(f"No release: {why}", file=sys.stderr)
        return 1
    print(f"{release.tag} is made. To publish it: git push --follow-tags")
    return 0


if __name__ == "__main__":
    sys.exit(main())
