"""`make survey`: the mapping on standard output, with its evidence."""

from pathlib import Path

import pytest
import yaml

from tests.extensions.survey.projects import APP, written
from tools.survey import main


def test_it_prints_the_mapping(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(written(tmp_path, {"shop/main.py": APP}))]) == 0

    said = capsys.readouterr().out
    assert yaml.safe_load(said)["app"] == "shop.main:app"
    assert "# shop/main.py:3\n" in said


def test_a_folder_without_an_application_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    assert "There is no FastAPI application" in capsys.readouterr().err
