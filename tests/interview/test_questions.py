"""The questions are the public interface: names, values, defaults, and their order."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from copier._template import load_template_config

from extensions.answers.availability import NOT_YET, available
from extensions.answers.choices import APPLIES, CHOICES
from extensions.answers.names import propose_package
from extensions.answers.questions import NAMES
from tests.conftest import run_copy

ROOT = Path(__file__).parent.parent.parent
CONFIG = load_template_config(ROOT / "copier.yml")
QUESTIONS = {name: asked for name, asked in CONFIG.items() if name[0] != "_"}

OPERATIONS = ["list", "read", "create", "update", "replace", "delete"]
EXTRAS = ["etag", "idempotency", "soft_delete", "bulk", "rate_limit", "audit"]

CHOSEN: dict[str, list[str]] = {
    "project_state": ["new", "existing"],
    "layout": ["feature", "layered"],
    "response": ["direct", "envelope"],
    "endpoint": ["new_resource", "existing_model", "nested"],
    "preset": ["full_crud", "read_only", "actions_only"],
    "operations": OPERATIONS,
    "auth": ["jwt", "api_key", "none", "existing"],
    "access": ["any", "roles", "owner"],
    "pagination": ["cursor", "offset", "none"],
    "cache": ["none", "headers", "server"],
    "extras": EXTRAS,
}

ANSWERED: dict[str, Any] = {
    "project_state": "new",
    "project_name": "shop-api",
    "package": propose_package("shop-api"),
    "layout": "feature",
    "response": "direct",
    "endpoint": "new_resource",
    "resource": "order_item",
    "plural": "order_items",
    "operations": OPERATIONS,
    "fields": {"name": "str(200)", "description": "text?"},
    "actions": {},
    "auth": "jwt",
    "access": "any",
    "pagination": "cursor",
    "page_size": 20,
    "page_max": 100,
    "filters": ["name", "description"],
    "sort": ["name", "description"],
    "search": [],
    "cache": "none",
    "approve": True,
}
ONLY_SOMETIMES = ["app", "project", "model", "parent", "roles", "cache_ttl", "head"]
NOT_IN_PROJECTS_OF_OTHERS = ["layout", "response"]
NEVER_RECORDED = ["preset"]
NOTHING_TO_CHOOSE_YET = ["extras"]

SKIPPED = [
    *APPLIES,
    *NEVER_RECORDED,
    *NOTHING_TO_CHOOSE_YET,
    *NOT_IN_PROJECTS_OF_OTHERS,
]

ROUNDS = {
    "0-project": "project_state app project project_name package layout response",
    "1-endpoint": "endpoint model resource plural parent preset operations",
    "2-fields": "fields actions",
    "3-access": "auth access roles",
    "4-lists": (
        "pagination page_size page_max filters sort search cache cache_ttl"
    ),
    "5-extras": "extras",
    "6-plan": "head approve",
}  # fmt: skip


def values(question: dict[str, Any]) -> list[str]:
    return [
        choice["value"] if isinstance(choice, dict) else choice
        for choice in question["choices"].values()
    ]


@pytest.mark.parametrize("name", ROUNDS)
def test_a_round_asks_its_questions_in_order(name: str) -> None:
    text = (ROOT / "interview" / f"{name}.yml").read_text()

    assert list(yaml.safe_load(text)) == ROUNDS[name].split()


def test_the_rounds_follow_each_other_and_the_parser_reads_the_same_order() -> None:
    assert list(QUESTIONS) == " ".join(ROUNDS.values()).split()
    assert list(NAMES) == list(QUESTIONS)


@pytest.mark.parametrize("name", CHOSEN)
def test_a_choice_has_its_values_and_the_default_first(name: str) -> None:
    asked = QUESTIONS[name]

    assert values(asked) == CHOSEN[name] == list(CHOICES[name])
    proposed = [f"{{{{ '{name}' | {how} }}}}" for how in ("proposed", "surveyed")]
    assert asked["default"] in (CHOSEN[name][0], [], *proposed)


@pytest.mark.parametrize("name", CHOSEN)
def test_a_choice_states_its_consequence_on_one_line(name: str) -> None:
    for label, value in zip(QUESTIONS[name]["choices"], CHOSEN[name], strict=True):
        marked = not (available(name, value) or QUESTIONS[name].get("multiselect"))
        refused = " (not available yet)" if marked else ""
        assert label.startswith(f"{value} – ")
        assert len(f"   - {label}{refused}") <= 80


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_what_it_is_for(name: str) -> None:
    assert QUESTIONS[name]["help"].count("\n") <= (name == "approve")


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "approve"])
def test_a_question_asks_the_parser(name: str) -> None:
    assert QUESTIONS[name]["validator"] == f"{{{{ '{name}' | problem }}}}"


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_skipped_by_the_parsers_rule_or_never(name: str) -> None:
    rule = f"{{{{ '{name}' | asked }}}}" if name in SKIPPED else None

    assert QUESTIONS[name].get("when") == rule


@pytest.mark.parametrize("name", CHOSEN)
def test_a_select_says_why_a_choice_cannot_be_chosen(name: str) -> None:
    for choice in QUESTIONS[name]["choices"].values():
        if isinstance(choice, dict):
            rule = f"{{{{ '{choice['value']}' | unavailable('{name}') }}}}"
            assert choice.get("validator", rule) == rule


@pytest.mark.parametrize("name", [name for name in CHOSEN if name != "extras"])
def test_a_select_passes_over_what_is_not_available(name: str) -> None:
    disabled = {
        choice["value"]
        for choice in QUESTIONS[name]["choices"].values()
        if isinstance(choice, dict) and "validator" in choice
    }

    assert {*NOT_YET.get(name, ())} <= disabled


def test_defaults_are_recorded_in_the_order_of_the_questions(
    bare_template: Path,
    tmp_path: Path,
) -> None:
    folder = run_copy(bare_template, tmp_path / "shop-api", resource="order_item")

    text = (folder / ".copier-answers.order_items.yml").read_text()
    recorded = yaml.safe_load(text)

    assert {name: recorded[name] for name in recorded if name[0] != "_"} == ANSWERED
    assert list(recorded) == ["_commit", "_src_path", *ANSWERED]
    assert list(recorded["fields"]) == ["name", "description"]


def test_every_question_is_in_these_tables() -> None:
    assert {*ANSWERED, *ONLY_SOMETIMES, *NEVER_RECORDED, *NOTHING_TO_CHOOSE_YET} == {
        *QUESTIONS
    }
