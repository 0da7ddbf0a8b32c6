"""The answers: what is proposed, what they become, and what is refused."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extensions.spec import availability
from extensions.spec.answers import Answers
from extensions.spec.availability import NOT_YET
from extensions.spec.choices import CHOICES
from extensions.spec.interview import (
    asked,
    choices,
    problem,
    proposed,
    recorded,
    unknown,
)
from extensions.spec.names import Name
from extensions.spec.problem import Problem
from extensions.spec.questions import NAMES

FIELDS = {
    "title": "str(80)",
    "status": "enum(draft, active) = draft",
    "pin": "str, write_only",
    "data": "json?",
}


def read(**given: Any) -> Answers:
    return Answers.of({"resource": "order_item", **given})


def told_of(given: dict[str, Any]) -> str:
    try:
        Answers.of(given)
    except Problem as refused:
        return str(refused)
    return ""


@pytest.fixture
def all_available(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that honours everything."""
    monkeypatch.setattr(availability, "NOT_YET", {})
    monkeypatch.setattr(availability, "FIELDS_NOT_YET", ())
    monkeypatch.setattr(availability, "ALL_OR_NOTHING", frozenset())
    monkeypatch.setattr(availability, "EMPTY_YET", frozenset())


def test_a_resource_is_enough() -> None:
    known = read()

    assert known.name == Name("order_item", "order_items")
    assert known.operations == CHOICES["operations"]
    assert [field.name for field in known.fields] == ["name", "description"]
    assert known.filters == known.sort == ("name", "description")
    assert (known.search, known.extras, known.actions) == ((), (), ())
    assert (known.page_size, known.page_max, known.cache_ttl) == (20, 100, 60)
    assert known.approve is True


def test_answers_are_read_from_text_as_from_values() -> None:
    text = {
        "fields": "title: str(80)\ncount: int",
        "filters": "[count]",
        "sort": "[]",
        "page_size": "10",
        "approve": "yes",
        "operations": "[list, read, create, update, replace, delete]",
    }
    values = {
        "fields": {"title": "str(80)", "count": "int"},
        "filters": ["count"],
        "sort": [],
        "page_size": 10,
        "approve": True,
    }

    assert read(**text) == read(**values)


def test_reading_what_was_read_from_is_stable() -> None:
    assert read(search=["name"]) == read(search=["name"])
    assert hash(read().name) == hash(read().name)


def test_lists_of_fields_keep_the_order_of_the_fields() -> None:
    known = read(fields=FIELDS, sort=["status", "title", "title"])

    assert known.sort == ("title", "status")


def test_only_fields_that_can_are_proposed() -> None:
    known = read(fields=FIELDS)

    assert known.filters == ("title", "status")
    assert known.sort == ("title", "status")
    assert choices("search", {"fields": FIELDS}) == '["title"]'


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
    ],
)
def test_a_proposal_follows_earlier_answers(
    given: dict[str, Any],
    name: str,
    value: str,
) -> None:
    assert proposed(name, given) == value


def test_a_recorded_list_loses_the_fields_that_are_gone_and_gains_none() -> None:
    given = {"fields": {"title": "str", "count": "int"}, "filters": ["old", "title"]}

    assert proposed("filters", given) == '["title"]'


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
        ("actions", {}, False),
    ],
)
def test_a_question_is_asked_where_it_makes_sense(
    name: str,
    given: dict[str, Any],
    expected: bool,
) -> None:
    assert asked(name, given) is expected


@pytest.mark.usefixtures("all_available")
@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("roles", {"auth": "jwt", "access": "roles"}, True),
        ("roles", {"auth": "jwt", "access": "owner"}, True),
        ("roles", {"auth": "none", "access": "owner"}, False),
        ("page_size", {"pagination": "none"}, False),
        ("page_size", {"pagination": "cursor", "operations": ["read"]}, False),
        ("filters", {"fields": FIELDS, "operations": ["read"]}, False),
        ("cache", {"operations": ["read"]}, True),
        ("cache", {"operations": ["create"]}, False),
        ("cache_ttl", {"cache": "server"}, True),
        ("parent", {"endpoint": "nested"}, True),
        ("project", {"project_state": "existing"}, True),
        ("package", {"project_state": "existing"}, False),
        ("extras", {}, True),
    ],
)
def test_later_releases_ask_more(
    name: str,
    given: dict[str, Any],
    expected: bool,
) -> None:
    assert asked(name, given) is expected


@pytest.mark.usefixtures("all_available")
@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"auth": "none", "access": "owner"}, "access: does not apply when auth is no"),
        ({"roles": {"read": ["a"]}}, "roles: does not apply when access is any; acc"),
        (
            {"auth": "none", "roles": {"read": ["a"]}},
            "roles: does not apply when auth is none; accepted: no answer, leave it out",
        ),
        (
            {"access": "roles", "roles": {"publish": ["a"]}},
            "roles: there is no operation or action 'publish'; accepted: list, read, ",
        ),
        (
            {"access": "roles", "roles": {"bypass": ["a"]}},
            "roles: there is no operation or action 'bypass'; accepted: list, read, ",
        ),
        (
            {"access": "roles", "roles": {"read": "admin"}},
            "roles.read: 'admin' is not a list; accepted: a list such as [admin]",
        ),
        (
            {"operations": ["read"], "filters": ["name"]},
            "filters: does not apply when operations is read; accepted: no answer, ",
        ),
        (
            {"pagination": "none", "page_size": 5},
            "page_size: does not apply when pagination is none; accepted: no answer, ",
        ),
        (
            {"endpoint": "nested", "parent": "Order"},
            "parent: 'Order' is no reference; ",
        ),
        ({"extras": ["etga"]}, "extras: 'etga' is not a choice; accepted: etag, idem"),
    ],
)
def test_answers_must_fit_together(given: dict[str, Any], message: str) -> None:
    with pytest.raises(Problem) as refused:
        read(**given)

    assert str(refused.value).startswith(message)


@pytest.mark.usefixtures("all_available")
def test_later_releases_take_more() -> None:
    known = read(
        access="owner",
        roles={"bypass": ["admin"], "publish": ["editor"]},
        actions={"publish": {"set": {"name": "published"}}},
        operations=["delete", "list"],
        extras=["audit", "etag"],
        cache="server",
        cache_ttl=30,
    )

    assert known.roles == {"bypass": ("admin",), "publish": ("editor",)}
    assert [action.name for action in known.actions] == ["publish"]
    assert known.operations == ("list", "delete")
    assert known.extras == ("etag", "audit")
    assert known.cache_ttl == 30


def test_the_first_problem_in_the_order_of_the_questions_is_told() -> None:
    with pytest.raises(Problem, match=r"^layout: "):
        Answers.of({"page_size": 0, "layout": "x", "resource": "Bad"})


def test_a_problem_of_an_earlier_answer_is_not_told_twice() -> None:
    assert problem("filters", {"fields": "5", "filters": ["name"]}) == ""


def test_a_resource_is_needed() -> None:
    with pytest.raises(Problem, match=r"^resource: is empty; accepted: "):
        Answers.of({})


@pytest.mark.parametrize("name", NOT_YET)
def test_what_is_not_available_is_a_part_of_the_design(name: str) -> None:
    assert {*NOT_YET[name]} <= {*CHOICES[name]}


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


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=6) | st.integers(), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.sampled_from(NAMES), JUNK)
def test_whatever_is_given_there_are_answers_or_one_line(name: str, junk: Any) -> None:
    given = {"resource": "order_item", name: junk}

    assert len(problem(name, given).splitlines()) <= 1
    if told := told_of(given):
        assert len(told.splitlines()) == 1
        assert "; accepted: " in told
    else:
        assert problem(name, given) == ""
