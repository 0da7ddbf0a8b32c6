"""Endpoints with what those of the projects themselves do without."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_copy
from tests.projects.projects import STEPS, Project, Surroundings
from tests.projects.test_endpoints import prove

pytestmark = pytest.mark.all

VARIATIONS: dict[str, dict[str, Any]] = {
    "bookshop": {"cache": "server", "pagination": "offset"},
    "market": {"cache": "server"},
    "helpdesk": {"cache": "headers", "pagination": "none"},
}
"""Answers for a new resource, by the project, of which one is synchronous."""

ANSWERS: dict[str, Any] = {
    "resource": "parcel",
    "fields": {"label": "str(40), unique", "grams": "int = 0, min=0", "note": "text?"},
}


@pytest.mark.parametrize("name", VARIATIONS)
def test_it_holds(
    name: str,
    template: Path,
    tmp_path: Path,
    surroundings: Surroundings,
) -> None:
    project = Project.copied(name, tmp_path / name, surroundings)
    run_copy(template, project.folder, **ANSWERS, **VARIATIONS[name])
    for step in STEPS.values():
        prove(step, project)
