"""Layout: ruff sorts and prunes imports and formats what a copy wrote, in one go.

Templates care for what the code says and leave lines to the formatter. The step runs in all
three renders of an update, so what Copier compares is laid out alike.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..answers.problem import Problem
from ..plan.recorded import plan_in
from ..slice.dependencies import RANGES
from ..slice.style import Style

RANGE = RANGES["ruff"]
PYTHON = ".py"
COMMON = ("--isolated", "--no-cache", "--quiet")


def main(arguments: Sequence[str]) -> int:
    """Lay out what the copy of an answers file wrote; the exit status.

    The last argument is a JSON list of files that were there before and that Copier kept.
    """
    answers_file, _, kept = arguments
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


def lay_out(files: Iterable[Path], style: Style) -> None:
    """Sort, prune and format the Python files among these.

    Raises:
        Problem: one of them is not Python.
    """
    names = [str(file) for file in files if file.suffix == PYTHON]
    if not names:
        return
    _ruff("check", "--select=I,F401", "--fix-only", *_config(style, sorts=True), *names)
    done = _ruff("format", *_config(style, sorts=False), *names)
    if done.returncode:
        told = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise Problem(f"ruff format: {told[0]}")


def check_ruff() -> None:
    """Refuse to start where ruff is missing, or another one than services pin."""
    try:
        found = version("ruff")
    except PackageNotFoundError:
        found = ""
    if found and _is_in_range(found):
        return
    wrong = f"ruff {found} is not {RANGE}" if found else "ruff is missing beside Copier"
    command = (
        "uvx --from 'copier>=9.19,<10' --with 'copier-template-extensions>=0.3.4,<1' "
        f"--with 'ruff{RANGE}' copier"
    )
    raise Problem(
        f"{wrong}; run it as {command} …, or in a service: "
        f'make update COPIER="{command}"'
    )


def _is_in_range(found: str) -> bool:
    lowest, highest = (_numbers(clause.strip("<>=")) for clause in RANGE.split(","))
    return lowest <= _numbers(found) < highest


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _config(style: Style, *, sorts: bool) -> list[str]:
    settings = [*style.formatting, *(style.sorting if sorts else ())]
    return [part for one in settings for part in ("--config", one)]


def _ruff(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ruff", command, *COMMON, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
