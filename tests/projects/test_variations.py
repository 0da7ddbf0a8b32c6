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

PRAGMA = "PRAGMA foreign_keys = ON"


def test_ids_of_nothing_are_refused_by_sqlite_that_checks_none(
    template: Path, tmp_path: Path, surroundings: Surroundings
) -> None:
    project = Project.copied("ledger", tmp_path / "ledger", surroundings)
    module = project.folder / "ledger/database.py"
    module.write_text(module.read_text("utf-8").replace(PRAGMA, "SELECT 1"), "utf-8")
    fields = {"label": "str(40)", "account": "ref(Account)", "next": "ref(self)?"}

    run_copy(template, project.folder, resource="parcel", fields=fields)

    references = project.folder / "tests/parcels/test_references.py"
    assert "test_create_refuses_an_unknown_id" in references.read_text("utf-8")
    for step in STEPS.values():
        prove(step, project)


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
