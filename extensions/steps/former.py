"""The package that held all shared modules in versions before.

It stays while anything imports it, such as an endpoint that was not updated yet, and goes
with the last one that did.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from ..answers.shared import FORMER
from ..plan.plan import Plan
from ..repository import Repository

IMPORTED = re.compile(rf"(?m)^\s*(?:from|import)\s[^#\n]*\b{FORMER}\b")


def settle(repository: Repository, plan: Plan) -> Iterator[str]:
    """Bring back what others import; else take it away, and say so."""
    package = plan.slice.fit.project.former_folder
    held = [one for one in repository.committed() if one.startswith(f"{package}/")]
    if not package or not held:
        return
    if any(_imports(file) for file in _others(repository, package)):
        for one in held:
            repository.restore(one)
        return
    shutil.rmtree(repository.folder / package, ignore_errors=True)
    yield f"Nothing imports {package} any more: it is gone."


def _others(repository: Repository, package: str) -> Iterator[Path]:
    """The modules of the project outside of it."""
    for one in repository.committed():
        file = repository.folder / one
        if one.endswith(".py") and not one.startswith(f"{package}/") and file.exists():
            yield file


def _imports(file: Path) -> bool:
    return IMPORTED.search(file.read_text("utf-8", "replace")) is not None
