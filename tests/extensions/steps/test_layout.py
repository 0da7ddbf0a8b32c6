"""Layout: what is written reads like the project's own modules."""

import json
from pathlib import Path

import pytest
import yaml

from extensions.steps import layout
from tests.extensions.slice.fitted.projects import PROJECT

ANSWERS = ".copier-answers.boxes.yml"
ROUTER = "src/app/routes/box.py"
CONFTEST = "tests/boxes/conftest.py"


@pytest.mark.parametrize(
    ("found", "of_router", "of_tests"),
    [
        ({}, "app.core.db", "app.core.db"),
        ({"format": {"relative": True}}, "..core.db", "app.core.db"),
        (
            {"tests": {"folder": "tests", "imports": "src"}},
            "app.core.db",
            "src.app.core.db",
        ),
    ],
)
def test_imports_are_written_like_those_of_the_project(
    found: dict[str, object], of_router: str, of_tests: str, tmp_path: Path
) -> None:
    paths = {part: f"src/{path}" for part, path in PROJECT["paths"].items()}
    project = {**PROJECT, "root": "src", "paths": paths, **found}
    answers = {
        "project_state": "existing",
        "project": project,
        "resource": "box",
        "plural": "boxes",
        "auth": "none",
        "fields": {"name": "str"},
    }
    for file in (ROUTER, CONFTEST):
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text("from app.core.db import a\n\na()\n", "utf-8")
    (tmp_path / ANSWERS).write_text(yaml.safe_dump(answers), "utf-8")

    layout.main(tmp_path, ANSWERS, "copy", json.dumps([]))

    assert (tmp_path / ROUTER).read_text("utf-8").startswith(f"from {of_router} ")
    assert (tmp_path / CONFTEST).read_text("utf-8").startswith(f"from {of_tests} ")
