"""What the tests of custom actions send and expect."""

from typing import Any

import pytest

from extensions.answers.actions import parse_actions
from extensions.answers.fields import parse_fields
from extensions.slice.action_examples import ActionExample
from tests.extensions.slice.generated import slice_of
from tests.extensions.slice.written import cases, constant

FIELDS = {
    "stage": "enum(a, b, c) = a",
    "note": "str(9)?",
    "at": "datetime?",
    "day": "date",
    "by": "uuid?",
    "pin": "str(4), write_only",
    "count": "int = 0",
    "twice": "computed(int) = count * 2",
}


def of(**actions: Any) -> ActionExample:
    """What tests know of the only action."""
    fields = parse_fields(FIELDS)
    (action,) = parse_actions(actions, fields)
    return ActionExample(action, {field.name: field for field in fields})


def test_state_before_lets_it_be_called_and_tells_what_it_changes() -> None:
    made = of(
        move_on={"from": {"stage": ["b", "a"]}, "set": {"stage": "c", "count": 1}}
    )

    assert made.name == "move-on"
    assert made.before == {"stage": "b", "count": 2}
    assert made.after == {"stage": "c", "count": 1}
    assert made.elsewhere == {"stage": "c", "count": 2}


@pytest.mark.parametrize(
    ("action", "is_final"),
    [
        ({"from": {"stage": "a"}, "set": {"stage": "b"}}, True),
        ({"from": {"stage": ["a", "b"]}, "set": {"stage": "b"}}, False),
        ({"from": {"stage": "a"}, "set": {"count": 1}}, False),
        ({"from": {"at": None}, "set": {"at": "now"}}, True),
        ({"set": {"stage": "b"}}, False),
    ],
)
def test_it_can_be_called_once_where_it_breaks_its_guard(
    action: dict[str, Any], is_final: bool
) -> None:
    assert of(go=action).is_final is is_final


def test_what_no_value_breaks_is_tried_nowhere_else() -> None:
    made = of(go={"from": {"stage": ["a", "b", "c"]}, "set": {"count": 1}})

    assert made.elsewhere == {}


def test_input_is_sent_and_comes_back_where_the_resource_has_it() -> None:
    made = of(tell={"input": {"note": "str(9)?", "why": "str(9)", "pin": "str(4)"}})

    assert made.input.keys() == {"note", "why", "pin"}
    assert made.after == {"note": made.input["note"]}
    assert made.required == ["why", "pin"]


def test_input_is_left_out_where_it_can_be() -> None:
    actions = {
        "tell": {"input": {"note": "str(9)?", "why": "str(9)"}},
        "hint": {"input": {"note": "str(9)?"}},
    }
    found = cases("test_actions", slice_of(FIELDS, actions=actions))

    assert found["test_refuses_input_without"] == [[("tell", "why")]]
    assert found["test_keeps_values_that_are_left_out"] == [["hint"]]


EFFECTS = {
    "test_stores_the_time_of_the_call": ("at", "now"),
    "test_stores_the_day_of_the_call": ("day", "today"),
    "test_stores_the_caller": ("by", "user"),
}


@pytest.mark.parametrize(("test", "change"), EFFECTS.items())
def test_what_the_server_puts_in_is_told_apart(
    test: str, change: tuple[str, str]
) -> None:
    field, effect = change
    actions = {"go": {"set": {field: effect}}}
    made = slice_of(FIELDS, actions=actions, auth="jwt")
    found = cases("test_actions", made)

    assert found.keys() & EFFECTS == {test}
    assert found[test] == [[("go", field)]]
    assert constant("test_actions", made, "AFTER") == {"go": {}}
    follows = {"go": ["updated_at", "twice", field]}
    assert constant("test_actions", made, "FOLLOWS") == follows
