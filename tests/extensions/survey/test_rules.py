"""Which of a project's rules endpoints are written differently for."""

from pathlib import Path

import pytest

from tests.extensions.survey.projects import value

MAGIC = "PLR2004"
UNUSED = "F401"
NEWER = ["UP040", "UP046", "UP047"]
WRITTEN = ["D101", "D102", "D103", "D104", "D105", "D107"]
MESSAGES = ["EM101", "EM102"]
EVERY = [*NEWER, *WRITTEN, "D400", "D415", *MESSAGES]


@pytest.mark.parametrize(
    ("lint", "known"),
    [
        ("", None),
        ('select = ["E", "F"]', None),
        ('select = ["ALL"]', [MAGIC, *EVERY]),
        ('select = ["PL", "UP"]', [MAGIC, *NEWER]),
        ('extend-select = ["PLR2004"]', [MAGIC]),
        ('select = ["UP"]\nignore = ["UP040"]', ["UP046", "UP047"]),
        ('select = ["ALL"]\nignore = ["PL"]', EVERY),
        ('select = ["D"]\npydocstyle.convention = "google"', [*WRITTEN, "D415"]),
        ('select = ["D1"]\npydocstyle.convention = "numpy"', WRITTEN[:-1]),
        ('select = ["PLR2004"]\nignore = ["PL"]', [MAGIC]),
        ('select = ["PLR2004"]\nextend-ignore = ["PLR2004"]', None),
    ],
)
def test_the_closest_selector_decides(
    lint: str, known: list[str] | None, tmp_path: Path
) -> None:
    files = {"ruff.toml": f"line-length = 80\n[lint]\n{lint}\n"}

    assert value(tmp_path, "format", files)["rules"] == known


@pytest.mark.parametrize(
    ("pattern", "ignored", "is_checked"),
    [
        ("tests/**", "PLR2004", False),
        ("**/tests/*.py", "PL", False),
        ("test_*.py", "ALL", False),
        ("**/test_*", "PLR2004", False),
        ("tests/*", "S101", True),
        ("app/attestation.py", "PLR2004", True),
    ],
)
def test_what_matters_in_tests_may_be_ignored_there(
    pattern: str, ignored: str, is_checked: bool, tmp_path: Path
) -> None:
    lint = f'select = ["PLR2004"]\nper-file-ignores = {{"{pattern}" = ["{ignored}"]}}'
    files = {"ruff.toml": f"[lint]\n{lint}\n"}

    found = value(tmp_path, "format", files)["rules"]

    assert found == ([MAGIC] if is_checked else None)


@pytest.mark.parametrize(
    ("pattern", "untested"), [("tests/**", ["D103"]), ("app/*", None)]
)
def test_tests_may_need_no_docstrings(
    pattern: str, untested: list[str] | None, tmp_path: Path
) -> None:
    lint = f'select = ["D1"]\nper-file-ignores = {{"{pattern}" = ["D103", "S101"]}}'
    files = {"ruff.toml": f"[lint]\n{lint}\n"}

    found = value(tmp_path, "format", files)

    assert (found["rules"], found["untested"]) == (WRITTEN, untested)


def test_the_settings_of_older_versions_of_ruff_are_read(tmp_path: Path) -> None:
    files = {"ruff.toml": 'select = ["PLR"]\n'}

    assert value(tmp_path, "format", files)["rules"] == [MAGIC]


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("max-line-length = 120", [UNUSED]),
        ("per-file-ignores = app/__init__.py:E501", [UNUSED]),
        ("per-file-ignores = app/__init__.py:F401", None),
        ("extend-ignore = E203,F401", None),
    ],
)
def test_flake8_notices_imports_unless_it_is_told_not_to(
    told: str, known: list[str] | None, tmp_path: Path
) -> None:
    files = {".flake8": f"[flake8]\n{told}\n"}

    assert value(tmp_path, "format", files)["rules"] == known
