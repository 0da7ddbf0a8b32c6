"""The tests that come with an endpoint, tried on endpoints that are wrong in one way."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_copy
from tests.projects.projects import Project, Surroundings
from tools.cell import Failed

pytestmark = pytest.mark.all

NAME = "gazette"
TESTS = "tests/api/routes/letters"
ANSWERS: Mapping[str, Any] = {
    "project_state": "existing",
    "endpoint": "nested",
    "parent": "app.models:Article",
    "resource": "letter",
    "fields": {
        "title": "str(100), unique",
        "stars": "int = 0, min=0, max=5",
        "status": "enum(open, done) = open",
        "secret": "str(20)?, write_only",
    },
    "actions": {"finish": {"from": {"status": "open"}, "set": {"status": "done"}}},
    "filters": ["title", "stars"],
    "sort": ["stars"],
    "search": ["title"],
    "auth": "existing",
    "access": "owner",
}

MODULES = {
    "router": "app/api/routes/letters.py",
    "service": "app/services/letter.py",
    "schemas": "app/schemas/letter.py",
    "pagination": "app/core/pagination.py",
    "listing": "app/core/listing.py",
}

MUTANTS = [
    (
        "is_not_found_by_others",
        "service",
        r".*author_id\) == (scope\.author_id,|owner_id\))\n",
        "",
    ),
    (
        "is_not_found_under_another_parent",
        "service",
        r".*article_id\) == scope.\w+,\n",
        "",
    ),
    ("is_not_found_under_an_unknown_parent", "router", r".*check_parent\(.*\n", ""),
    (
        "answers_with_what_was_sent",
        "router",
        r".*status_code=status.HTTP_201.*\n",
        "",
    ),
    ("location_is_its_url", "router", r".*headers\[\"Location\"\].*\n", ""),
    (
        "does_not_show_write_only_fields",
        "schemas",
        r"    stars: StoredInt32\n",
        r"\g<0>    secret: str | None\n",
    ),
    ("answers_with_what_was_sent", "schemas", r"    stars: StoredInt32\n", ""),
    (
        "unknown_id_is_not_found",
        "service",
        r"raise NotFound\(\"Letter\"\)",
        "return Letter()",
    ),
    ("changes_one_field", "service", r".*setattr\(.*\n", "        pass\n"),
    ("deletes_one_row", "service", r".*session.delete\(.*\n", ""),
    ("is_a_conflict_in_another_state", "service", r".*status\) == LetterStatus.*\n", ""),
    ("filters", "listing", r"operator\.ge", "operator.gt"),
    ("searches", "service", r"\.icontains\(", ".contains("),
    (
        "searches_for_wildcards_literally",
        "service",
        "autoescape=True",
        "autoescape=False",
    ),
    ("has_every_row_once", "pagination", r"query.limit \+ 1", "query.limit"),
    (
        "refuses_the_cursor_of_another",
        "pagination",
        r"if made_for != mark:",
        "if not mark:",
    ),
    ("sorts", "listing", r"\.desc\(\)", ".asc()"),
]
"""The test that notices, a module, what stands there, and what stands there instead."""


@pytest.fixture(scope="module")
def right(
    template_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    surroundings: Surroundings,
) -> Project:
    """The project with the endpoint as it should be."""
    folder = tmp_path_factory.mktemp("mutants") / NAME
    project = Project.copied(NAME, folder, surroundings)
    run_copy(template_folder, folder, **ANSWERS)
    return project


@pytest.fixture
def copied(right: Project, tmp_path: Path) -> Project:
    """A copy of it that may be changed."""
    folder = shutil.copytree(right.folder, tmp_path / NAME)
    return Project(NAME, folder, right.surroundings)


def test_what_is_right_passes(copied: Project) -> None:
    copied.test(TESTS)


@pytest.mark.parametrize(
    ("notices", "module", "pattern", "instead"),
    MUTANTS,
)
def test_what_is_wrong_is_noticed(
    notices: str, module: str, pattern: str, instead: str, copied: Project
) -> None:
    file = copied.folder / MODULES[module]
    text, count = re.subn(pattern, instead, file.read_text("utf-8"))
    assert count, f"{pattern} is not in {file.name}"
    file.write_text(text, "utf-8")

    with pytest.raises(Failed, match="FAILED"):
        copied.test("--exitfirst", "-k", f"test_{notices}", TESTS)
