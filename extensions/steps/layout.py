"""Layout: ruff sorts and prunes imports and formats what a copy wrote, in one go.

Templates care for what the code says and leave lines to the formatter. The step runs in all
three renders of an update, so what Copier compares is laid out alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ..edits.imports import Home
from ..edits.relating import below, relative
from ..plan.plan import Plan
from ..plan.recorded import plan_in
from ..ruff import PYTHON, lay_out
from ..slice.places import dotted
from ..slice.slice import Slice


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
        names = (name for name in plan.created if name not in untouched)
        written = [name for name in names if (folder / name).is_file()]
        for name in written:
            _import_like_others(folder / name, name, plan)
        lay_out_in(folder, written, plan.slice)
    return ()


def _import_like_others(file: Path, name: str, plan: Plan) -> None:
    """Write the imports of a module as the project's own modules write theirs."""
    slice, project = plan.slice, plan.slice.fit.project
    is_test = name.startswith(f"{slice.where.tests}/")
    around = slice.suite.testing.imports_from if is_test else ""
    is_relative = slice.style.is_relative and not is_test
    if file.suffix != PYTHON or not (around or is_relative):
        return
    source = file.read_text("utf-8")
    if around:
        made = below(source, around, slice.fit.packages - {around, *name.split("/")})
    elif name != plan.files.get("migration"):
        home = Home(dotted(name, project.root), name.endswith("__init__.py"))
        made = relative(source, home)
    else:
        return
    file.write_text(made, "utf-8", newline="")


def lay_out_in(folder: Path, names: Iterable[str], slice: Slice) -> None:
    """Lay out these files; linters may ask for less of tests."""
    there = [*names]
    tests = [name for name in there if name.startswith(f"{slice.where.tests}/")]
    alike = slice.style == slice.style.tests
    others = there if alike else [name for name in there if name not in tests]
    lay_out([folder / name for name in others], slice.style)
    if not alike:
        lay_out([folder / name for name in tests], slice.style.tests)
