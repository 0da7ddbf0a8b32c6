"""What an edit knows of the project around its file."""

from pathlib import Path

import pytest

from extensions.edits.surroundings import Surroundings


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", "[tool.ruff]\nline-length = 100\n"),
        (
            "pyproject.toml",
            "[tool.black]\ntarget-version = ['py311']\nline-length=100\n",
        ),
        ("ruff.toml", "line-length = 100\n"),
        ("backend/.ruff.toml", "target-version = 'py311'\nline-length = 100\n"),
    ],
)
def test_lines_are_as_long_as_the_nearest_configuration_says(
    tmp_path: Path, file: str, text: str
) -> None:
    (tmp_path / "backend").mkdir()
    (tmp_path / file).write_text(text)

    assert Surroundings(tmp_path).length("backend/main.py") == 100


def test_or_as_formatters_make_them(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'shop'\n")

    assert Surroundings(tmp_path).length("main.py") == 88
