"""What the formatter says of generated code."""

import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

RUFF = Path(sys.executable).parent / "ruff"


def reformatted(source: str) -> list[str]:
    """What `ruff format` changes, as lines of a diff."""
    return _differences(source, _ruff("format", "-", source=source))


def resorted(source: str, package: str) -> list[str]:
    """What ruff changes to sort the imports of a service."""
    options = ("--select=I", "--fix-only", f"--config={_ISORT.format(package)}")
    return _differences(source, _ruff("check", *options, "-", source=source))


def _differences(before: str, after: str) -> list[str]:
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return list(lines)[2:]


_ISORT = 'lint.isort={{known-first-party=["{}"],known-local-folder=["tests"]}}'


def _ruff(command: str, *arguments: str, source: str) -> str:
    return subprocess.run(
        [RUFF, command, "--isolated", "--target-version=py311", "--quiet", *arguments],
        input=source,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
