"""What becomes of answers that an older version recorded."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from extensions.plan.versions import CHANGES, completed
from extensions.steps.migrate import main
from tests.conftest import ROOT

RECORDED: dict[str, Any] = {
    "root": "src",
    "session": {"alias": "corrected:Dep"},
    "models": [{"model": "shop.models:User", "columns": {"id": "UUID"}}],
    "heads": ["abc"],
}


def test_copier_runs_every_change_before_it_asks() -> None:
    text = (ROOT / "copier.yml").read_text("utf-8").partition("\n---")[0]
    entries = yaml.safe_load(text)["_migrations"]

    versions = [entry["version"] for entry in entries if "version" in entry]

    assert versions == [*CHANGES]
    assert all("before" in one["when"] for one in entries if "version" in one)


def test_what_is_missing_is_added_and_what_is_recorded_stays() -> None:
    found = {
        "root": ".",
        "session": {"alias": "found:Dep", "call": "get_database"},
        "models": [
            {"model": "shop.models:Other", "fields": {}},
            {"model": "shop.models:User", "columns": {}, "fields": {"name": "str"}},
        ],
        "heads": ["def"],
        "record": {"key": "uuid"},
    }

    assert completed(RECORDED, found) == {
        "root": "src",
        "session": {"alias": "corrected:Dep", "call": "get_database"},
        "models": [
            {
                "model": "shop.models:User",
                "columns": {"id": "UUID"},
                "fields": {"name": "str"},
            }
        ],
        "heads": ["abc"],
        "record": {"key": "uuid"},
    }


@pytest.mark.parametrize("answers", [{"resource": "tag"}, {"project": {}}])
def test_new_projects_have_nothing_to_add(
    tmp_path: Path, answers: dict[str, Any]
) -> None:
    (tmp_path / "answers.yml").write_text(text := f"# As it was.\n{yaml.dump(answers)}")

    assert main(tmp_path, "answers.yml", "0.2.0") == ()
    assert (tmp_path / "answers.yml").read_text() == text
