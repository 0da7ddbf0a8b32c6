"""Ruff: it lays out what is written, whole or a few lines, in the style of a project."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .answers.problem import Problem
from .docstrings import documented
from .slice.dependencies import RANGES
from .slice.style import Style

RANGE = RANGES["ruff"]
PYTHON = ".py"
COMMON = {
    "check": ("--isolated", "--no-cache", "--quiet"),
    "format": (
        "--isolated",
        "--no-cache",
    ),  # quiet, it would not say what it cannot read
}
COPIER = (
    "uvx --from 'copier>=9.19,<10' --with 'copier-template-extensions>=0.3.4,<1' "
    f"--with 'ruff{RANGE}' copier"
)
"""The command that has all that this template needs."""


def check_ruff() -> None:
    """Refuse to start where ruff is missing, or another one than services pin."""
    try:
        found = version("ruff")
    except PackageNotFoundError:
        found = ""
    if found and _is_in_range(found):
        return
    wrong = f"ruff {found} is not {RANGE}" if found else "ruff is missing beside Copier"
    ours = f'make update COPIER=".venv/bin/{COPIER}"'
    raise Problem(f"{wrong}; run it as {COPIER} …, or in a service: {ours}")


def lay_out(files: Iterable[Path], style: Style) -> None:
    """Sort, prune and format the Python files among these.

    Raises:
        Problem: one of them is not Python, or a setting is none of ruff's.
    """
    names = [str(file) for file in files if file.suffix == PYTHON]
    if not names:
        return
    settings = _config(*style.formatting, *style.sorting(prunes=True))
    if style.docstrings:
        _document(map(Path, names), style.docstrings)
    if style.upgrades:
        selected = f"--select={','.join(sorted(style.upgrades))}"
        fixing = ("--fix-only", "--unsafe-fixes")
        _told(_ruff("check", selected, *fixing, *_config(*style.formatting), *names))
    _told(_ruff("check", "--select=I,F401", "--fix-only", *settings, *names))
    _told(_ruff("format", *_config(*style.formatting), *names))


def _document(files: Iterable[Path], rules: frozenset[str]) -> None:
    for file in files:
        package = file.parent.name if file.stem == "__init__" else ""
        text = documented(file.read_text("utf-8"), rules, package)
        file.write_text(text, "utf-8")


def _told(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        [command] = {"check", "format"} & {*done.args}
        told = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise Problem(f"ruff {command}: {' '.join(map(str.strip, told[:3]))}")


def with_sorted(source: str, style: Style, rule: str) -> str:
    """The module with its imports, or `__all__`, as a rule of ruff sorts them."""
    settings = _config(*style.formatting, *style.sorting(prunes=False))
    return _piped(source, "check", f"--select={rule}", "--fix-only", *settings)


def formatted(source: str, style: Style, lines: tuple[int, int] | None = None) -> str:
    """The module as the project formats it, or just the statements of some lines."""
    part = [f"--range={lines[0]}-{lines[1] + 1}"] if lines else []
    return _piped(source, "format", *_config(*style.formatting), *part)


def _is_in_range(found: str) -> bool:
    lowest, highest = (_numbers(clause.strip("<>=")) for clause in RANGE.split(","))
    return lowest <= _numbers(found) < highest


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _config(*settings: str) -> list[str]:
    return [part for one in settings for part in ("--config", one)]


def _piped(source: str, *arguments: str) -> str:
    """What ruff makes of a module; the module itself where it cannot read it."""
    done = _ruff(*arguments, "--stdin-filename=module.py", "-", text=source)
    return done.stdout if not done.returncode else source


@cache
def _binary() -> str:
    """The program itself, which starts faster than `python -m ruff`."""
    return str(import_module("ruff").find_ruff_bin())


def _ruff(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command, *others = arguments
    return subprocess.run(
        [_binary(), command, *COMMON[command], *others],
        capture_output=True,
        input=text,
        encoding="utf-8",
        check=False,
    )
