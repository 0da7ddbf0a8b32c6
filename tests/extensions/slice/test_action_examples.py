"""What the tests of custom actions send and expect."""

from typing import Any

import pytest

from extensions.answers.actions import parse_actions
from extensions.answers.fields import parse_fields
from extensions.slice.action_examples import ActionExamples

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


def of(**actions: Any) -> ActionExamples:
    fields = parse_fields(FIELDS)
    return ActionExamples(parse_actions(actions, fields), fields)


def test_state_before_lets_it_be_called_and_tells_what_it_changes() -> None:
    made = of(
        move_on={"from": {"stage": ["b", "a"]}, "set": {"stage": "c", "count": 1}}
    )

    assert made.before == {"move-on": {"stage": "b", "count": 2}}
    assert made.after == {"move-on": {"stage": "c", "count": 1}}
    assert made.elsewhere == {"move-on": {"stage": "c", "count": 2}}


@pytest.mark.parametrize(
    ("action", "once"),
    [
        ({"from": {"stage": "a"}, "set": {"stage": "b"}}, ["go"]),
        ({"from": {"stage": ["a", "b"]}, "set": {"stage": "b"}}, []),
        ({"from": {"stage": "a"}, "set": {"count": 1}}, []),
        ({"from": {"at": None}, "set": {"at": "now"}}, ["go"]),
        ({"set": {"stage": "b"}}, []),
    ],
)
def test_it_can_be_called_once_where_it_breaks_its_guard(
    action: dict[str, Any], once: object
) -> None:
    assert of(go=action).once == once


def test_what_no_value_breaks_is_tried_nowhere_else() -> None:
    made = of(go={"from": {"stage": ["a", "b", "c"]}, "set": {"count": 1}})

    assert made.elsewhere == {}


def test_input_is_sent_and_comes_back_where_the_resource_has_it() -> None:
    made = of(tell={"input": {"note": "str(9)?", "why": "str(9)", "pin": "str(4)"}})

    [sent] = made.inputs.values()
    assert sent.keys() == {"note", "why", "pin"}
    assert made.after == {"tell": {"note": sent["note"]}}
    assert made.required == [("tell", "why"), ("tell", "pin")]
    assert made.optional == []


def test_input_without_demands_can_be_left_out() -> None:
    assert of(tell={"input": {"note": "str(9)?"}}).optional == ["tell"]


EFFECTS = {
    "stamps": ({"at": "now"}, "at"),
    "dates": ({"day": "today"}, "day"),
    "signs": ({"by": "user"}, "by"),
}


@pytest.mark.parametrize(("name", "case"), EFFECTS.items())
def test_what_the_server_puts_in_is_told_apart(
    name: str, case: tuple[dict[str, str], str]
) -> None:
    changes, field = case
    made = of(go={"set": changes})

    assert getattr(made, name) == [("go", field)]
    assert made.after == {"go": {}}
    assert made.followed == {"go": ["updated_at", "twice", field]}
