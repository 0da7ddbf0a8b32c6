"""What the interview calls: what is asked, proposed, refused and recorded."""

from typing import Any

import pytest
import yaml

from extensions.answers import availability
from extensions.answers.choices import CHOICES
from extensions.answers.interview import (
    asked,
    choices,
    contradiction,
    missing_problem,
    problem,
    proposed,
    recorded,
    recorded_problem,
    unavailable,
    unknown,
)

FIELDS = {
    "title": "str(80)",
    "status": "enum(draft, active) = draft",
    "pin": "str, write_only",
    "data": "json?",
}
PROJECT = {
    "models": [
        {"model": "shop.orders:Order", "table": "orders", "columns": {"id": "Uuid"}}
    ]
}


@pytest.fixture
def all_available(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that honours everything, but extras."""
    only = {"extras": CHOICES["extras"]}
    monkeypatch.setattr(availability, "NOT_YET", only)


def test_only_fields_that_can_are_to_choose_from() -> None:
    assert choices("search", {"fields": FIELDS}) == '["title"]'


def test_parents_are_to_choose_from() -> None:
    assert choices("parent", {"project": PROJECT}) == '["shop.orders:Order"]'


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ({"resource": "category"}, "plural", "categories"),
        ({"resource": "dependency"}, "plural", "dependency_records"),
        ({"_folder_name": "My Shop!"}, "project_name", "my-shop"),
        ({"_folder_name": ""}, "project_name", "service"),
        ({"project_name": "json"}, "package", "json_service"),
        ({}, "page_size", "20"),
        ({"page_max": "10"}, "page_size", "10"),
        ({"page_max": "ten"}, "page_size", "20"),
        ({}, "page_max", "100"),
        ({"page_size": 500}, "page_max", "500"),
        ({"fields": FIELDS}, "sort", '["title", "status"]'),
        ({"fields": FIELDS}, "search", "[]"),
        ({"preset": "read_only"}, "operations", '["list", "read"]'),
        ({"preset": "actions_only"}, "operations", "[]"),
        ({}, "preset", "full_crud"),
        ({"operations": ["read", "list"]}, "preset", "read_only"),
        ({"operations": ["create"]}, "preset", "full_crud"),
        ({}, "auth", "jwt"),
        ({"operations": ["read"]}, "actions", "{}"),
        ({"operations": [], "fields": FIELDS}, "actions", None),
    ],
)
def test_a_proposal_follows_earlier_answers(
    given: dict[str, Any],
    name: str,
    value: str | None,
) -> None:
    assert proposed(name, given) == value


def test_a_recorded_list_loses_the_fields_that_are_gone_and_gains_none() -> None:
    given = {"fields": {"title": "str", "count": "int"}, "filters": ["old", "title"]}

    assert proposed("filters", given) == '["title"]'


@pytest.mark.usefixtures("all_available")
@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("access", {"auth": "jwt"}, True),
        ("access", {"auth": "none"}, False),
        ("roles", {"auth": "jwt", "access": "any"}, False),
        ("project_name", {"project_state": "new"}, True),
        ("project", {"project_state": "new"}, False),
        ("model", {"endpoint": "new_resource"}, False),
        ("page_size", {"pagination": "cursor"}, True),
        ("cache_ttl", {"cache": "none"}, False),
        ("search", {"fields": FIELDS}, True),
        ("search", {"fields": {"count": "int"}}, False),
        ("filters", {"fields": {"data": "json"}}, False),
        ("layout", {}, True),
        ("extras", {}, False),
        ("actions", {}, True),
        ("preset", {}, True),
        ("preset", {"operations": ["read"]}, False),
        ("roles", {"auth": "jwt", "access": "roles"}, True),
        ("roles", {"auth": "jwt", "access": "owner"}, True),
        ("roles", {"auth": "none", "access": "owner"}, False),
        ("page_size", {"pagination": "none"}, False),
        ("page_size", {"pagination": "cursor", "operations": ["read"]}, False),
        ("filters", {"fields": FIELDS, "operations": ["read"]}, False),
        ("cache", {"operations": ["read"]}, True),
        ("cache", {"operations": ["create"]}, False),
        ("cache_ttl", {"cache": "server"}, True),
        ("parent", {"endpoint": "nested", "project": PROJECT}, True),
        ("parent", {"endpoint": "nested"}, False),
        ("project", {"project_state": "existing"}, True),
        ("package", {"project_state": "existing"}, False),
    ],
)
def test_a_question_is_asked_where_it_makes_sense(
    name: str,
    given: dict[str, Any],
    expected: bool,
) -> None:
    assert asked(name, given) is expected


def test_a_problem_of_an_earlier_answer_is_not_told_twice() -> None:
    assert problem("filters", {"fields": "5", "filters": ["name"]}) == ""


def test_an_unknown_name_gets_the_nearest() -> None:
    assert unknown("pagintion").endswith("; did you mean pagination?")
    assert unknown("moto", also=["motto"]).endswith("; did you mean motto?")
    assert "accepted: project_state, " in unknown("a\nb")
    assert "\n" not in unknown("a\nb")


def test_what_is_recorded_keeps_its_order() -> None:
    given = {
        "house": 1,
        "fields": {"zeta": "str", "alpha": "int"},
        "resource": "order_item",
        "_commit": "v1",
    }

    text = recorded(given)

    assert text == (
        "_commit: v1\nresource: order_item\nfields:\n  zeta: str\n  alpha: int\nhouse: 1\n"
    )


def test_actions_are_recorded_as_they_were_written() -> None:
    written = (
        "publish: {from: {data: null}, set: {status: active}, input: {note: 'str?'}}"
    )
    given = {"actions": yaml.safe_load(written), "fields": FIELDS}

    read_back = yaml.safe_load(recorded(given))

    assert read_back == given
    assert problem("actions", read_back) == ""


@pytest.mark.parametrize(
    ("settled", "told"),
    [
        ({"preset": "read_only"}, False),
        ({"operations": ["read"]}, False),
        ({"preset": "read_only", "operations": "[read, list]"}, False),
        ({"preset": "nonsense", "operations": ["read"]}, False),
        ({"preset": "read_only", "operations": ["read"]}, True),
        ({"preset": "full_crud", "operations": []}, True),
    ],
)
def test_a_preset_may_not_contradict_the_operations(
    settled: dict[str, Any], told: bool
) -> None:
    wrong = contradiction(settled)

    assert wrong.startswith("preset: only proposes operations, and ") is told
    assert bool(wrong) is told


@pytest.mark.usefixtures("all_available")
@pytest.mark.parametrize(
    ("name", "value", "given", "why"),
    [
        (
            "endpoint",
            "nested",
            {"project_state": "new"},
            "needs a project that is there",
        ),
        ("endpoint", "nested", {"project": PROJECT}, ""),
        ("endpoint", "new_resource", {"project_state": "new"}, ""),
        ("auth", "existing", {"project_state": "new"}, "needs a project that is there"),
        ("auth", "jwt", {"project_state": "new"}, ""),
    ],
)
def test_a_choice_says_why_it_cannot_be_chosen(
    name: str, value: str, given: dict[str, Any], why: str
) -> None:
    assert unavailable(name, value, given).startswith(why)
    assert bool(unavailable(name, value, given)) is bool(why)


def test_a_choice_of_a_later_release_cannot_be_chosen() -> None:
    assert unavailable("extras", "etag", {}) == "not available yet"


@pytest.mark.usefixtures("all_available")
@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("actions", {"operations": []}, "actions: is empty, and operations is too; "),
        ("actions", {"operations": ["read"]}, ""),
        (
            "actions",
            {"preset": "actions_only"},
            "actions: is empty, and operations is ",
        ),
        ("fields", {"operations": []}, ""),
        (
            "parent",
            {"endpoint": "nested", "project": PROJECT, "project_state": "existing"},
            "parent: is missing; accepted: shop.orders:Order",
        ),
    ],
)
def test_what_nobody_will_be_asked_for_has_to_be_given(
    name: str, given: dict[str, Any], message: str
) -> None:
    told = missing_problem(name, {"resource": "order_item", **given})

    assert told.startswith(message)
    assert bool(told) is bool(message)


def test_a_recorded_answer_without_a_meaning_is_no_problem() -> None:
    given = {"operations": ["read"], "page_size": 20, "pagination": "cursor"}

    assert recorded_problem("pagination", given) == ""
