"""Migrating: a recorded answers file becomes what a version expects."""

from __future__ import annotations

from pathlib import Path

import yaml

from ..answers import interview
from ..plan.versions import CHANGES


def main(folder: Path, answers_file: str, version: str) -> tuple[()]:
    """Change an answers file as a version demands."""
    file, change = folder / answers_file, CHANGES[version]
    answers = yaml.safe_load(file.read_bytes())
    changed = change.complete(change.rename(answers), folder)
    if changed != answers:
        file.write_text(interview.recorded(changed), "utf-8")
    return ()
