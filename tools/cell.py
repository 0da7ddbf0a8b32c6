"""Render one cell, and prove it with the service's own tools.

python -m tools.cell NAME
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import copier

from tests.rendering.services import find
from tools.rendering import ROOT, _copy_template

PYTHON = Path(os.environ.get("CELLS_PYTHON", ROOT / ".venv-cells/bin/python"))
"""An interpreter that has what generated services need."""

PROOF: Mapping[str, tuple[str, ...]] = {
    "format": ("ruff", "format", "--check", "--no-cache"),
    "lint": ("ruff", "check", "--no-cache"),
    "types": ("mypy",),
    "tests": (
        "pytest",
        "--quiet",
        "--tb=short",
        "--maxfail=10",
        "-p",
        "no:cacheprovider",
        "--basetemp=../tmp",  # pytest's own is shared, and tidied up by who comes by
    ),
}
"""The modules that prove a service, with their arguments."""

HELP = """one of tests/rendering/cells.py, a row of tests/rendering/matrix.csv, a service
of several rows such as jwt-layered-envelope-1, or a random one such as random-0-1."""

PATIENCE = 600
TAIL = 4000
KEPT = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR")


class Failed(Exception):
    """A service does not hold; the message is what the tool said."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Render a cell into build/cells and prove it there; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.cell", description=__doc__)
    parser.add_argument("name", metavar="NAME", help=HELP)
    name = parser.parse_args(arguments).name
    folder = ROOT / "build" / "cells" / name / "shop"
    try:
        find(name)
    except LookupError:
        accepted = " ".join(HELP.split())
        print(f"There is no cell {name}; accepted: {accepted}", file=sys.stderr)
        return 2
    shutil.rmtree(folder, ignore_errors=True)
    render(name, folder)
    print(f"{folder} is written")
    return prove(folder)


def render(name: str, folder: Path) -> None:
    """Write the cell by the template as it stands in the working tree."""
    with tempfile.TemporaryDirectory(prefix="template-") as source:
        _copy_template(Path(source))
        for answers in find(name):
            copier.run_copy(
                source,
                folder,
                data=dict(answers),
                defaults=True,
                unsafe=True,
                quiet=True,
            )


def prove(folder: Path) -> int:
    """Take every step, also after one that failed; the exit status."""
    failures = 0
    for step in PROOF:
        try:
            take(step, folder, {"MYPY_CACHE_DIR": str(ROOT / ".mypy_cache" / "cells")})
        except Failed as error:
            failures += 1
            print(f"{step}: failed\n{error}", file=sys.stderr)
        else:
            print(f"{step}: passed")
    return int(failures > 0)


def take(step: str, folder: Path, environment: Mapping[str, str]) -> None:
    """Take one step of the proof, or raise `Failed`."""
    run(*PROOF[step], folder=folder, environment=environment)


def run(
    *module: str,
    folder: Path,
    environment: Mapping[str, str],
    text: str = "",
    python: Path = PYTHON,
) -> str:
    """Run a Python module in `folder`, and return what it says, or raise `Failed`."""
    try:
        done = subprocess.run(
            [python, "-m", *module],
            cwd=folder,
            env=clean(environment),
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        said = (error.output or b"").decode(errors="replace")
        raise Failed(f"{module[0]} takes too long\n{said[-TAIL:]}") from None
    if done.returncode:
        raise Failed(f"{module[0]} exits with {done.returncode}\n{done.stdout[-TAIL:]}")
    return done.stdout


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """What a command sees: neither this process's settings nor those of a test run."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, **environment}


if __name__ == "__main__":
    sys.exit(main())
