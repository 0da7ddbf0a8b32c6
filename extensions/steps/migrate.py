"""Migrating: a recorded answers file becomes what a version expects."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from ..answers import interview
from ..plan.versions import CHANGES


def main(arguments: Sequence[str]) -> int:
    """Change an answers file of this folder as a version demands; the exit status."""
    answers_file, version = arguments
    file, change = Path.cwd() / answers_file, CHANGES[version]
    answers = yaml.safe_load(file.read_bytes())
    changed = change.complete(change.rename(answers), file.parent)
    if changed != answers:
        file.write_text(interview.recorded(changed), "utf-8")
    return 0
