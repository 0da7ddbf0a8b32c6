"""Registering an endpoint in its project: the edits of the plan, made or told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from .edits.applying import Outcome, outcome, write
from .plan import Plan
from .spec.answers import Answers
from .spec.problem import Problem
from .spec.slice import Slice


def main(arguments: Sequence[str]) -> int:
    """Register what an answers file in this folder leads to; the exit status."""
    [answers_file] = arguments
    folder = Path.cwd()
    try:
        made = register(folder / answers_file, folder)
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    if made and made.by_hand:
        sys.stderr.write(f"{_told(made)}\n")
    return 0


def register(answers_file: Path, folder: Path) -> Outcome | None:
    """Make the edits that are safe, of the files that are there."""
    if not answers_file.is_file():
        return None
    answers = yaml.safe_load(answers_file.read_bytes())
    plan = Plan.of(Slice.of(Answers.of(answers)))
    made = outcome(plan.edits, folder)
    write(made.changed, folder)
    return made


def _told(made: Outcome) -> str:
    lines = ["These lines are not added, since it is not safe to. Please add them:"]
    for file, missing in made.by_hand.items():
        lines += ["", f"  {file}", *(f"    {line}" for line in missing)]
    return "\n".join(lines)
