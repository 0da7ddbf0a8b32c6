"""Layout: ruff sorts and prunes imports and formats what a copy wrote, in one go.

Templates care for what the code says and leave lines to the formatter. The step runs in all
three renders of an update, so what Copier compares is laid out alike.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ..answers.problem import Problem
from ..plan.recorded import plan_in
from ..ruff import lay_out


def main(arguments: Sequence[str]) -> int:
    """Lay out what the copy of an answers file wrote; the exit status.

    The last argument is a JSON list of files that were there before and that Copier kept.
    """
    answers_file, _, kept, *_ = arguments
    plan = plan_in(Path(answers_file).read_bytes())
    if plan is None:
        return 0
    untouched = {*json.loads(kept)}
    written = (Path(name) for name in plan.created if name not in untouched)
    try:
        lay_out([file for file in written if file.is_file()], plan.slice.style)
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0
