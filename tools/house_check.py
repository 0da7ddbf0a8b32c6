"""Check what house/ changes: each file replaces something that is used, and makes Python.

python -m tools.house_check
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import TemplateError

from extensions.answers.problem import Problem
from extensions.house import HOUSE, SHADOWS, House
from tests import forks
from tests.in_process import environment, loader
from tools.rendering import ROOT

RUFF = ("ruff", "check", "--isolated", "--no-cache", "--quiet", "--select=E9,F821,F811")


def main() -> int:
    """Say what is wrong with the house; the exit status."""
    wrong = [*faults(ROOT)]
    print("\n".join(wrong or ["the house holds"]))
    return int(wrong != [])


def faults(root: Path) -> Iterator[str]:
    """Say what is wrong with the house of a template, a line each."""
    try:
        House(loader(root), root).check(environment(root))
        written = _written(root)
    except (Problem, TemplateError) as problem:
        yield str(problem)
        return
    yield from _unread(root)
    yield from unsound(written)


def unsound(files: Mapping[str, str]) -> Iterator[str]:
    """Say where modules are not Python, or use names that nothing defines."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        command = [sys.executable, "-m", *RUFF, "--output-format=concise"]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False
        )
    yield from done.stdout.splitlines()


def _written(root: Path) -> dict[str, str]:
    """What a few endpoints write, each in a folder of its own."""
    return {
        f"{kind}/{name}": text
        for kind, slice_ in forks.endpoints().items()
        for name, text in forks.files_of(slice_, root).items()
    } | {"revision.py": forks.revision(root)}


def _unread(root: Path) -> Iterator[str]:
    """Say which files of the house no endpoint needs."""
    for folder in SHADOWS:
        for file in sorted((root / HOUSE / folder).rglob("*.jinja")):
            name = file.relative_to(root).as_posix()
            if name not in loader(root).read:
                yield f"{name}: nothing includes it"


if __name__ == "__main__":
    sys.exit(main())
