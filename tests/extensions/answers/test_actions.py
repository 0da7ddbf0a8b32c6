"""Custom actions: what they become, and what is refused where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extensions.answers.action_values import Effect
from extensions.answers.actions import Action, parse_actions
from extensions.answers.fields import parse_fields
from extensions.answers.problem import Problem

FIELDS = parse_fields(
    {
        "title": "str(20), min=3",
        "status": "enum(draft, published) = draft",
        "published_at": "datetime?",
        "approver": "uuid?, read_only",
    }
)
DOES = {"set": {"status": "draft"}}


def told(answer: dict[object, object]) -> str:
    with pytest.raises(Problem) as refused:
        parse_actions(answer, FIELDS)
    return str(refused.value)


def test_an_action_is_read_with_every_part() -> None:
    answer = {
        "publish": {
            "from": {"status": "draft"},
            "set": {"status": "published", "published_at": "now", "approver": "user"},
            "input": {"note": "str?", "title": "str(20)"},
        }
    }

    (action,) = parse_actions(answer, FIELDS)

    assert action.name == "publish"
    assert action.guard == {"status": ("draft",)}
    assert action.changes == {
        "status": "published",
        "published_at": Effect.NOW,
        "approver": Effect.USER,
    }
    assert [field.name for field in action.inputs] == ["note", "title"]
    assert action.written == ("title",)
    assert action.user_fields == ("approver",)
    assert action.needs_user


@pytest.mark.parametrize("part", ["set", "input"])
def test_set_or_input_is_enough(part: str) -> None:
    value = {"set": {"status": "published"}, "input": {"note": "str?"}}[part]

    (action,) = parse_actions({"publish": {part: value}}, FIELDS)

    assert action.guard == {}
    assert bool(action.changes) is (part == "set")
    assert bool(action.inputs) is (part == "input")


def test_actions_keep_their_order() -> None:
    names = ["publish", "archive", "cancel"]

    actions = parse_actions(dict.fromkeys(names, DOES), FIELDS)

    assert [action.name for action in actions] == names


def test_there_may_be_none() -> None:
    assert parse_actions({}, FIELDS) == ()


def test_an_action_without_effects_needs_no_user() -> None:
    assert not Action("publish", {}, {"status": "draft"}, (), ()).needs_user


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (
            {"Publish": DOES},
            "actions: 'Publish' is not an action's name; accepted: a v",
        ),
        ({"p" * 31: DOES}, "actions: 'ppppppppppppppppppppppppppppppp' is not an acti"),
        ({True: DOES}, "actions: YAML read a name as true or false; accepted: a verb"),
        ({"match": DOES}, "actions.match: is a Python keyword; accepted: another verb"),
        ({"return": DOES}, "actions.return: is a Python keyword; accepted: another v"),
        ({"list": DOES}, "actions.list: is an operation; accepted: another verb, like"),
        ({"get": DOES}, "actions.get: is an operation; accepted: another verb, like p"),
        ({"query": DOES}, "actions.query: hides a name of the generated code; accept"),
        ({"bypass": DOES}, "actions.bypass: is a key of roles; accepted: another verb"),
        ({"status": DOES}, "actions.status: is the name of a field; accepted: another"),
        ({"a1": DOES, "a_1": DOES}, "actions.a_1: gives the same class name as a1; "),
        ({"publish": None}, "actions.publish: is empty, not a mapping; accepted: from"),
        (
            {"publish": {}},
            "actions.publish: does nothing; accepted: set, input or both",
        ),
        (
            {"publish": {"from": {"status": "draft"}, "set": {}}},
            "actions.publish: does nothing; accepted: set, input or both",
        ),
        (
            {"publish": {"to": {}}},
            "actions.publish: unknown part 'to'; accepted: from, set, input",
        ),
        (
            {"publish": {"set": "published"}},
            "actions.publish.set: is text, not a mapping; accepted: a mapping of names",
        ),
        (
            {"publish": {"set": {"statsu": "draft"}}},
            "actions.publish.set.statsu: there is no field 'statsu', did you mean status; "
            "accepted: title, status, published_at, approver",
        ),
        (
            {"publish": {"from": {"nope": 1}, **DOES}},
            "actions.publish.from.nope: there is no field 'nope'; accepted: title, ",
        ),
        (
            {"publish": {"set": {True: 1}}},
            "actions.publish.set: YAML read a name as true or false; accepted: text, in",
        ),
        (
            {"publish": {"set": {"id": "user"}}},
            "actions.publish.set.id: there is no field 'id'; accepted: title, status, ",
        ),
        (
            {"publish": {**DOES, "input": {"status": "enum(draft, published)"}}},
            "actions.publish.input.status: is set by the server as well; accepted: inp",
        ),
        ({f"do_{n}x": DOES for n in range(21)}, "actions: has 21 actions; accepted: "),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    answer: dict[object, object],
    message: str,
) -> None:
    assert told(answer).startswith(message)


WORDS = st.sampled_from(
    ["from", "set", "input", "status", "title", "note", "now", "str"]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=3)
    ),
    max_leaves=8,
)


def refusal(answer: dict[object, object]) -> str:
    try:
        parse_actions(answer, FIELDS)
    except Problem as refused:
        return str(refused)
    return ""


@given(
    st.dictionaries(WORDS | st.sampled_from(["publish", "archive"]), JUNK, max_size=2)
)
def test_whatever_is_given_there_are_actions_or_one_line(
    answer: dict[object, object],
) -> None:
    if told := refusal(answer):
        assert told.startswith("actions")
        assert len(told.splitlines()) == 1
        assert "; accepted: " in told
