"""An update that crosses a version which changed recorded answers."""

import shutil
from pathlib import Path

import copier
import pytest
import yaml

from tests.conftest import git, release, run_copy

pytestmark = pytest.mark.all

ANSWERS = ".copier-answers.tags.yml"
LATER = {"record", "depends", "call", "plurals", "fields"}
"""Keys of `project` that versions before 0.2.0 did not record."""


def without_later(value: object) -> object:
    if isinstance(value, dict):
        return {
            key: without_later(one) for key, one in value.items() if key not in LATER
        }
    return [*map(without_later, value)] if isinstance(value, list) else value


@pytest.mark.parametrize("skip_answered", [True, False])
def test_project_gets_what_the_survey_reads_since(
    template: Path, tmp_path: Path, skip_answered: bool
) -> None:
    releases, folder = tmp_path / "template", tmp_path / "shop"
    shutil.copytree(template, releases)
    git(releases, "tag", "--delete", "0.0.1")
    git(releases, "tag", "0.1.0")
    run_copy(releases, folder, resource="product", auth="none")
    run_copy(releases, folder, resource="tag", auth="none")
    recorded = (folder / ANSWERS).read_text()
    answers = yaml.safe_load(recorded)
    answers["project"] = without_later(answers["project"])
    (folder / ANSWERS).write_text(yaml.safe_dump(answers, sort_keys=False))
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "made")
    release(releases, "0.2.0")

    copier.run_update(
        folder,
        answers_file=ANSWERS,
        defaults=True,
        overwrite=True,
        skip_answered=skip_answered,
        unsafe=True,
        quiet=True,
    )

    assert git(folder, "status", "--short").split() == ["M", ANSWERS]
    after = yaml.safe_load((folder / ANSWERS).read_text())
    assert after["project"]["record"] == yaml.safe_load(recorded)["project"]["record"]
    assert after["project"]["session"]["call"] == "get_database"
