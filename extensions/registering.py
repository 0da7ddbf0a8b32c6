"""Registering an endpoint in its project: the edits of the plan, made or told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from .edits.applying import Outcome, outcome, write
from .edits.edit import Edit
from .plan import Plan
from .spec.answers import Answers
from .spec.problem import Problem
from .spec.slices import slice_of

ANSWERS_FILES = ".copier-answers.*.yml"
COPY = "copy"
"""The operation that writes the service's own files as they were at first, and so without
what its other endpoints registered; an update merges that instead."""


def main(arguments: Sequence[str]) -> int:
    """Register what an answers file in this folder leads to; the exit status."""
    answers_file, operation = arguments
    folder = Path.cwd()
    files = [folder / answers_file]
    if operation == COPY:
        files += sorted(set(folder.glob(ANSWERS_FILES)) - {*files})
    made = register(files, folder)
    if made.by_hand:
        sys.stderr.write(f"{_told(made)}\n")
    return 0


def register(answers_files: Sequence[Path], folder: Path) -> Outcome:
    """Make the edits that are safe, of the files that are there."""
    edits = [edit for file in answers_files for edit in _edits(file)]
    made = outcome(edits, folder)
    write(made.changed, folder)
    return made


def _edits(answers_file: Path) -> tuple[Edit, ...]:
    """The edits of an endpoint; none where the answers are those of another template."""
    if not answers_file.is_file():
        return ()
    answers = yaml.safe_load(answers_file.read_bytes())
    if not isinstance(answers, dict) or not {"resource", "fields"} <= {*answers}:
        return ()
    try:
        return Plan.of(slice_of(Answers.of(answers))).edits
    except Problem as problem:
        sys.stderr.write(f"{answers_file.name}: {problem}\n")
        return ()


def _told(made: Outcome) -> str:
    lines = ["These lines are not added, since it is not safe to. Please add them:"]
    for file, missing in made.by_hand.items():
        lines += ["", f"  {file}", *(f"    {line}" for line in missing)]
    return "\n".join(lines)
