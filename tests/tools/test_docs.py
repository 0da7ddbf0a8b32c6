"""What the documentation repeats is what the code says."""

from pathlib import Path

import pytest

from extensions.spec.types import OPTIONS, SCALARS
from tools import docs

ROOT = Path(__file__).parents[2]
FIELDS = (ROOT / "docs" / "fields.md").read_text("utf-8")


def test_the_interview_reference_is_made_from_the_questions() -> None:
    assert (ROOT / "docs" / "interview.md").read_text("utf-8") == docs.page()


def test_a_stale_reference_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(docs, "PAGE", tmp_path / "interview.md")
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0

    (tmp_path / "interview.md").write_text("Old.")

    assert docs.main(["--check"]) == 1
    assert "run `make docs`" in capsys.readouterr().out


@pytest.mark.parametrize("name", [*SCALARS, "list", "enum"])
def test_every_type_is_in_the_page_about_fields(name: str) -> None:
    assert f"`{name}" in FIELDS


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_is_in_the_page_about_fields(name: str) -> None:
    assert f"`{name}" in FIELDS
