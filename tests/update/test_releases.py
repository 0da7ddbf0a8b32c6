"""From the release before to this one, with an edit in every file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import Postgres
from tests.update.conftest import BEFORE, NOW, Made, hold
from tests.update.services import edit, missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.cell,
    pytest.mark.usefixtures("_interpreter"),
]

ENDPOINT: Mapping[str, Any] = {
    "resource": "product",
    "access": "owner",
    "cache": "server",
    "fields": {
        "sku": "str(20), unique",
        "title": "str(200)",
        "price": "decimal(10, 2), min=0",
        "status": "enum(draft, active) = draft",
        "follows": "ref(self)?, on_delete=set_null",
        "size": {"width": "int", "height": "int?"},
        "twice": "computed(decimal(12, 2)) = price * 2",
    },
    "search": ["title"],
    "actions": {"activate": {"from": {"status": "draft"}, "set": {"status": "active"}}},
}


def test_every_edit_survives_and_it_holds(
    made: Made, postgres: Postgres, tmp_path: Path
) -> None:
    project = made([ENDPOINT], BEFORE)
    edited = edit(project)

    project.update("products", ref=NOW)

    assert project.answers("products")["_commit"] == NOW
    assert project.conflicts == []
    assert missing(project, edited) == []
    assert set(edited) <= set(project.files)
    hold(project, postgres, tmp_path)
