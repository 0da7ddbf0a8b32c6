"""The answers: what they become, and what does not fit together."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extensions.answers import availability
from extensions.answers.answers import Answers
from extensions.answers.choices import CHOICES
from extensions.answers.interview import problem
from extensions.answers.names import Name
from extensions.answers.problem import Problem
from extensions.answers.questions import NAMES

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
            {"access": "roles", "roles": {"read": []}},
            "roles.read: is empty, nobody could call it; accepted: [admin]",
        ),
        (
            {"access": "roles", "roles": {"read": ["Admin!"]}},
            "roles.read: 'Admin!' is no",
        ),
        (
            {"access": "owner", "auth": "none"},
            "access: does not apply when auth is none; accepted: no answer, leave it ",
        ),
        (
            {"endpoint": "nested", "parent": "Order"},
            "endpoint: nested needs a project that is there already; accepted: new_re",
        ),
        ({"operations": []}, "actions: is empty, and operations is too; accepted: an "),
        ({"extras": ["etga"]}, "extras: 'etga' is not a choice; accepted: etag, idem"),
    ],
)
def test_answers_must_fit_together(given: dict[str, Any], message: str) -> None:
    with pytest.raises(Problem) as refused:
        read(**given)

    assert str(refused.value).startswith(message)


@pytest.mark.usefixtures("all_available")
def test_every_answer_is_read() -> None:
    known = read(
        fields={**FIELDS, "published_at": "datetime?"},
        operations=["delete", "list"],
        actions={"publish": {"set": {"published_at": "now"}}},
        access="owner",
        roles={"bypass": ["admin"], "publish": ["editor", "editor"]},
        extras=["audit", "etag"],
        cache="server",
        cache_ttl=30,
    )

    assert known.roles == {"bypass": ("admin",), "publish": ("editor",)}
    assert [action.name for action in known.actions] == ["publish"]
    assert known.operations == ("list", "delete")
    assert known.extras == ("etag", "audit")
    assert known.cache_ttl == 30


def test_a_preset_proposes_the_operations() -> None:
    assert read(preset="read_only").operations == ("list", "read")
    assert read(preset="read_only", operations=["read"]).operations == ("read",)


def test_custom_actions_alone_are_enough() -> None:
    known = read(preset="actions_only", actions={"reset": {"set": {"name": "x"}}})

    assert known.operations == known.filters == ()
    assert [action.name for action in known.actions] == ["reset"]


def test_the_first_problem_in_the_order_of_the_questions_is_told() -> None:
    with pytest.raises(Problem, match=r"^layout: "):
        Answers.of({"page_size": 0, "layout": "x", "resource": "Bad"})


def test_a_resource_is_needed() -> None:
    with pytest.raises(Problem, match=r"^resource: is empty; accepted: "):
        Answers.of({})


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
