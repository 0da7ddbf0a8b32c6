"""Endpoints of each project, by every rule of ruff: linters have nothing to say of them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from extensions.survey.rules import ASKED
from extensions.survey.survey import Survey
from tests.in_process import files_of
from tests.projects.projects import HERE, NAMES, described
from tools import cell

LEFT = {
    "ANN401": "values of any column are `Any`",
    "ARG001": "a fixture that opens the application is asked for, not used",
    "B008": "projects write `= Depends()` that allow it",
    "COM812": "the formatter decides on commas",
    "CPY001": "headers are a block for forks",
    "E501": "the formatter decides on lines",
    "FAST002": "projects write `= Depends()` that allow it",
    "I001": "sorted by the project's own settings",
    "INP001": "the rest of the project is not there",
    "PLR0913": "a test asks for as many fixtures as it needs",
    "PLR0917": "a test asks for as many fixtures as it needs",
    "S101": "tests assert",
}
"""Rules that contradict others, or what endpoints are made of, and why."""

CONVENTION = 'lint.pydocstyle.convention="google"'
TARGET = "py312"

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", NAMES)
def test_no_other_rule_is_broken(name: str, tmp_path: Path) -> None:
    for number, answers in enumerate(endpoints(name)):
        for path, text in files_of(answers).items():
            file = tmp_path / str(number) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")

    cell.run(
        *("ruff", "check", "--isolated", "--no-cache", "--output-format=concise"),
        *("--select=ALL", f"--ignore={','.join(LEFT)}", f"--target-version={TARGET}"),
        *("--config", CONVENTION),
        folder=tmp_path,
        environment={},
    )


def endpoints(name: str) -> Iterator[Mapping[str, Any]]:
    """The answers of its endpoints, were its linter told to check all that is asked for."""
    survey = Survey.of(HERE / name)
    layout = {**survey.project["format"], "rules": [*ASKED], "target": TARGET}
    project = {**survey.whole, "format": layout}
    for answers in described(name)["endpoints"]:
        model = str(answers.get("model", "")).partition(":")[2]
        yield {
            "project_state": "existing",
            "project": project,
            "resource": re.sub(r"\B(?=[A-Z])", "_", model).lower(),
            **answers,
        }
