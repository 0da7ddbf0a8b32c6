"""From the release before to this one, with an edit in every file."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import Postgres
from tests.update.conftest import BEFORE, NOW, Made, hold
from tests.update.services import MARK, edit, missing

pytestmark = [pytest.mark.all, pytest.mark.usefixtures("_interpreter")]

CONFLICT = re.compile(r"(?ms)^<{7} .*?$\n(.*?)^={7}$\n(.*?)^>{7} .*?$\n")
"""What the users wrote right beside what this release has reworded, and that."""

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
    assert missing(project, edited) == []
    assert set(edited) <= set(project.files)
    for name in project.conflicts:
        file = project.folder / name
        text = file.read_text("utf-8")
        assert [one for one in CONFLICT.findall(text) if MARK not in one[0]] == []
        file.write_text(CONFLICT.sub(r"\2", text), "utf-8")
    hold(project, postgres, tmp_path)
