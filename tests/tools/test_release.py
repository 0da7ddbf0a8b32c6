"""A release: what refuses it, and what it leaves behind."""

import datetime as dt
import sys
from pathlib import Path

import pytest

from tests.conftest import git
from tools import release
from tools.release import Refused, Release

pytestmark = pytest.mark.slow

CHANGELOG = """\
# Changelog

## [Unreleased]

### Added

- Services can be updated.

## [0.1.0] - 2026-11-23

- The first one.
"""
PASSES, FAILS = ("exit(0)", "exit(1)")
TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository of its own, with one release."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    write(tmp_path, CHANGELOG)
    git(tmp_path, "tag", "v0.1.0")
    return tmp_path


def write(folder: Path, changelog: str) -> None:
    (folder / "CHANGELOG.md").write_text(changelog, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "a change")


def make(folder: Path, version: str = "0.2.0", check: str = PASSES) -> None:
    Release(folder, version, (sys.executable, "-c", check), TODAY).make()


def test_what_was_unreleased_is_the_version_s(clone: Path) -> None:
    make(clone)

    text = (clone / "CHANGELOG.md").read_text("utf-8")
    assert text == CHANGELOG.replace(
        "## [Unreleased]\n", "## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n"
    )


def test_the_commit_has_an_annotated_tag_with_the_notes(clone: Path) -> None:
    make(clone)

    assert git(clone, "cat-file", "-t", "v0.2.0").strip() == "tag"
    assert "- Services can be updated." in git(clone, "tag", "-n9", "-l", "v0.2.0")
    assert git(clone, "describe", "--exact-match").strip() == "v0.2.0"
    assert git(clone, "log", "-1", "--format=%s").strip() == "build: release v0.2.0"
    assert git(clone, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("version", "why"),
    [
        ("", "nothing is no version"),
        ("1.0", "1.0 is no version"),
        ("v1.0.0", "v1.0.0 is no version"),
        ("0.1.0", "does not come after 0.1.0"),
        ("0.0.9", "does not come after 0.1.0"),
    ],
)
def test_a_version_is_a_newer_one(clone: Path, version: str, why: str) -> None:
    refused(clone, why, version=version)


def test_versions_are_compared_as_numbers(clone: Path) -> None:
    git(clone, "tag", "v0.10.0")

    refused(clone, "does not come after 0.10.0", version="0.9.0")


def test_a_tree_with_changes_is_refused(clone: Path) -> None:
    (clone / "new.txt").touch()

    refused(clone, "the tree has changes")


def test_another_branch_is_refused(clone: Path) -> None:
    git(clone, "switch", "--quiet", "--create", "topic")

    refused(clone, "releases are made of main, and this is topic")


def test_a_release_of_nothing_is_refused(clone: Path) -> None:
    write(clone, CHANGELOG.replace("- Services can be updated.", ""))

    refused(clone, "nothing below")


def test_red_tests_are_refused(clone: Path) -> None:
    refused(clone, "fails", check=FAILS)


def test_checks_that_write_other_files_are_refused(clone: Path) -> None:
    """Such as the reference of the questions, which was stale."""
    refused(clone, "the checks changed files", check="open('stale', 'w').close()")


def refused(
    folder: Path, why: str, version: str = "0.2.0", check: str = PASSES
) -> None:
    """Ask for a release that does not come, and leaves no commit and no tag."""
    tags, head = git(folder, "tag"), git(folder, "rev-parse", "HEAD")

    with pytest.raises(Refused, match=why):
        make(folder, version, check)

    assert (git(folder, "tag"), git(folder, "rev-parse", "HEAD")) == (tags, head)


def test_the_command_line_says_why_in_one_line(
    clone: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(release, "ROOT", clone)

    assert release.main(["0.1.0"]) == 1

    assert capsys.readouterr().err == "No release: 0.1.0 does not come after 0.1.0\n"
