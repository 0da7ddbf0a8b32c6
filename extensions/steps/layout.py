"""Layout: ruff sorts and prunes imports and formats what a copy wrote, in one go.

Templates care for what the code says and leave lines to the formatter. The step runs in all
three renders of an update, so what Copier compares is laid out alike.
"""

from __future__ import annotations

import json
from pathlib import Path

from ..plan.recorded import plan_in
from ..ruff import lay_out


def main(
    folder: Path, answers_file: str, _operation: str, kept: str, *_: str
) -> tuple[()]:
    """Lay out what the copy of an answers file wrote.

    `kept` is a JSON list of files that were there before and that Copier kept.

    Raises:
        Problem: ruff cannot.
    """
    if plan := plan_in((folder / answers_file).read_bytes()):
        untouched = {*json.loads(kept)}
        written = (folder / name for name in plan.created if name not in untouched)
        lay_out([file for file in written if file.is_file()], plan.slice.style)
    return ()
