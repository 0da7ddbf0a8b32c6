"""What the documentation repeats is what the code says."""

from pathlib import Path

import pytest
import yaml

from extensions.answers.action_values import Effect
from extensions.answers.actions import PARTS, parse_actions
from extensions.answers.fields import parse_fields
from extensions.answers.loading import Values
from extensions.answers.types import OPTIONS, SCALARS
from tools import docs

ROOT = Path(__file__).parents[2]
FIELDS = (ROOT / "docs" / "fields.md").read_text("utf-8")
ACTIONS = (ROOT / "docs" / "actions.md").read_text("utf-8")
KINDS = ("list[", "enum(", "ref(", "refs(", "one_of", "computed(")


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


def test_the_page_about_forks_has_every_block() -> None:
    text = (ROOT / "docs" / "forking.md").read_text("utf-8")
    assert text == docs.with_blocks(text)
    assert "`headers_of_create`" in text.partition("<!-- blocks")[2]


@pytest.mark.parametrize("name", SCALARS)
def test_every_type_is_in_the_page_about_fields(name: str) -> None:
    assert f"`{name}" in FIELDS


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_in_the_page_about_fields(name: str) -> None:
    assert name in FIELDS


@pytest.mark.parametrize("word", [*PARTS, *Effect])
def test_every_word_is_in_the_page_about_actions(word: str) -> None:
    assert f"`{word}`" in ACTIONS


def test_what_the_page_about_actions_shows_is_accepted() -> None:
    shown = ACTIONS.partition("```yaml")[2].partition("```")[0]
    fields = {
        "status": "enum(draft, published)",
        "published_at": "datetime?",
        "approver": "uuid?",
    }

    (action,) = parse_actions(yaml.load(shown, Values), parse_fields(fields))

    assert action.name == "publish"


def test_what_the_page_about_fields_shows_is_accepted() -> None:
    shown = FIELDS.partition("```yaml")[2].partition("```")[0]

    assert len(parse_fields(yaml.load(shown, Values))) == 5


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_is_in_the_page_about_fields(name: str) -> None:
    assert f"`{name}" in FIELDS
