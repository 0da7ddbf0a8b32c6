"""Projects of other styles: their formatter and sorter have nothing to change."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_copy
from tests.projects.projects import HERE
from tools import cell

pytestmark = pytest.mark.all

PROJECT = "bookshop"
SETTINGS = '[tool.ruff]\ntarget-version = "py311"\n\n[tool.ruff.lint]\n'
"""What its pyproject.toml says, and what others say in its place."""

STYLES = {
    "short": """
        [tool.ruff]
        line-length = 80
        format = {quote-style = "single"}
        [tool.ruff.lint.isort]
        force-single-line = true
        force-sort-within-sections = true
        [tool.ruff.lint]
    """,
    "wide": """
        [tool.ruff]
        line-length = 120
        format = {indent-style = "tab", skip-magic-trailing-comma = true}
        [tool.ruff.lint.isort]
        known-third-party = ["alembic"]
        combine-as-imports = true
        lines-after-imports = 2
        split-on-trailing-comma = false
        section-order = ["future", "standard-library", "api", "third-party", "first-party", "local-folder"]
        sections = {api = ["fastapi", "starlette"]}
        [tool.ruff.lint]
    """,
    "black": """
        [tool.black]
        line-length = 100
        [tool.isort]
        profile = "black"
        known_first_party = ["app"]
        known_third_party = ["alembic", "tests"]
        [tool.none]
    """,
}
SAME_AS_BLACK = """
line-length = 100
[lint]
select = ["I"]
[lint.isort]
known-first-party = ["app"]
known-third-party = ["alembic", "tests"]
"""
"""The settings of ruff that do what Black and isort do."""

ANSWERS: dict[str, Any] = {
    "resource": "subscription_plan",
    "fields": {"label": "str(40)", "price": "decimal(10, 2), min=0"},
    "actions": {"mark_as_deprecated": {"set": {"label": "old"}}},
    "auth": "none",
}


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_formatted_or_sorted_again(
    style: str, template: Path, tmp_path: Path
) -> None:
    folder, config = tmp_path / PROJECT, tmp_path / "ruff.toml"
    shutil.copytree(HERE / PROJECT, folder)
    file = folder / "pyproject.toml"
    text = file.read_text()
    assert SETTINGS in text
    file.write_text(text.replace(SETTINGS, STYLES[style].replace("\n        ", "\n")))
    config.write_text(SAME_AS_BLACK)
    options = ("--config", str(config)) if style == "black" else ()
    ruff(folder, "check", "--select=I", "--fix", *options)
    ruff(folder, "format", *options)

    run_copy(template, folder, **ANSWERS)

    ruff(folder, "check", "--select=I", *options)
    ruff(folder, "format", "--check", *options)


def ruff(folder: Path, *arguments: str) -> None:
    cell.run("ruff", *arguments, "--no-cache", folder=folder, environment={})
