"""Services that the template wrote."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from extensions.answers.answers import Answers
from extensions.plan.plan import Plan
from extensions.slice.slice import Slice
from tests.conftest import run_copy
from tests.postgres import alone
from tests.rendering.services import find
from tools import cell

FOLDER = "shop"
"""The project is called after it where the answers do not say how."""


@dataclass(frozen=True)
class Service:
    """A service, and the files that it had before anything ran in it."""

    folder: Path
    files: tuple[str, ...]

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What is recorded in its answers file."""
        [file] = (name for name in self.files if name.startswith(".copier-answers."))
        answers: dict[str, Any] = yaml.safe_load(self.text(file))
        return answers

    @cached_property
    def plan(self) -> Plan:
        """The plan that these answers lead to."""
        return _plan(self.answers)

    @property
    def planned(self) -> set[str]:
        """The files that the plans of all its endpoints name."""
        recorded = self.folder.glob(".copier-answers.*")
        plans = (_plan(yaml.safe_load(file.read_text("utf-8"))) for file in recorded)
        return {file for plan in plans for file in plan.created}

    @property
    def package(self) -> str:
        return self.plan.slice.package

    def text(self, file: str) -> str:
        return (self.folder / file).read_text("utf-8")


def _plan(answers: Mapping[str, Any]) -> Plan:
    return Plan.of(Slice.of(Answers.of(answers)))


Render: TypeAlias = Callable[[str], Service]


@pytest.fixture(scope="session")
def render(template_folder: Path, shared: Path) -> Render:
    """`render(name)` writes a service; once, whichever worker asks for it first."""

    def write(name: str) -> Service:
        folder, listed = shared / name / FOLDER, shared / f"{name}.json"
        with alone(listed.with_suffix(".lock")):
            if not listed.exists():
                for answers in find(name):
                    run_copy(template_folder, folder, **answers)
                listed.write_text(json.dumps(files_in(folder)))
        return Service(folder, tuple(json.loads(listed.read_text())))

    return write


def files_in(folder: Path) -> list[str]:
    """The paths of all files, relative to the folder."""
    found = (path for path in folder.rglob("*") if not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in found)


@pytest.fixture(scope="session")
def _interpreter() -> None:
    """What proves and runs services is there."""
    if not cell.PYTHON.exists():
        pytest.fail(f"{cell.PYTHON} is missing: run make setup, or set CELLS_PYTHON")
