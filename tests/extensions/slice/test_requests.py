"""The requests of a resource, and who may send which."""

from types import SimpleNamespace
from typing import Any

import pytest

from extensions.slice.requests import Requests
from tests.extensions.slice.generated import slice_of

ACTIONS = {"hold_back": {"set": {"name": "x"}, "input": {"note": "str"}}}
EXAMPLES = {
    "CHANGES": "changes",
    "INPUTS": {"hold-back": "input"},
    "OF_ONE": ["of one"],
    "new_body": lambda: "body",
    "replacement": lambda: "replacement",
}


def requests(**answers: Any) -> Requests:
    return slice_of({"name": "str"}, **answers).suite.requests


def evaluated(code: str) -> Any:
    """The cases of a list, which know of no pytest here."""
    param = SimpleNamespace(param=lambda *values, **named: (named["id"], *values))
    scope = {"examples": SimpleNamespace(**EXAMPLES), **EXAMPLES}
    return eval(code, {"pytest": param, **scope})


def test_every_operation_and_action_is_requested() -> None:
    made = requests(actions=ACTIONS)

    assert evaluated(made.every) == [
        ("list", "GET", "", None),
        ("create", "POST", "", "body"),
        "of one",
    ]
    assert evaluated(made.of_one) == [
        ("read", "GET", "/{id}", None),
        ("update", "PATCH", "/{id}", "changes"),
        ("replace", "PUT", "/{id}", "replacement"),
        ("delete", "DELETE", "/{id}", None),
        ("hold_back", "POST", "/{id}/hold-back", "input"),
    ]


def test_a_list_alone_has_no_requests_about_one_row() -> None:
    made = requests(operations=["list"])

    assert evaluated(made.every) == [("list", "GET", "", None)]
    assert made.of_one == ""


ROLES = {"delete": ["admin", "staff"], "read": ["staff"]}


def test_requests_are_restricted_or_open() -> None:
    made = requests(access="roles", roles=ROLES, operations=["read", "delete", "list"])

    assert evaluated(made.restricted) == [
        ("read", "GET", "/{id}", None, ["staff"]),
        ("delete", "DELETE", "/{id}", None, ["admin", "staff"]),
    ]
    assert evaluated(made.open) == [("list", "GET", "", None)]
    assert evaluated(made.roles) == ("admin", "staff")


def test_without_roles_none_is_tried() -> None:
    made = requests()

    assert (made.roles, made.restricted, made.open, made.caller) == ("", "", "", "app")


@pytest.mark.parametrize(
    ("roles", "strangers", "overseers", "sent_by_strangers"),
    [
        ({"bypass": ["admin"]}, "", ("admin",), "read delete"),
        ({"bypass": ["admin"], "delete": ["admin"]}, "", ("admin",), "read"),
        (
            {"bypass": ["admin"], "delete": ["admin", "staff"]},
            ("staff",),
            ("admin", "staff"),
            "read delete",
        ),
    ],
)
def test_strangers_oversee_nothing(
    roles: dict[str, list[str]],
    strangers: object,
    overseers: object,
    sent_by_strangers: str,
) -> None:
    made = requests(access="owner", roles=roles, operations=["read", "delete"])

    assert evaluated(made.stranger_roles or "''") == strangers
    assert evaluated(made.overseer_roles) == overseers
    assert [case[0] for case in evaluated(made.of_strangers)] == (
        sent_by_strangers.split()
    )


def test_who_lacks_every_role_has_another() -> None:
    made = requests(access="roles", roles={"read": ["visitor", "nobody"]})

    assert made.other_role not in {"visitor", "nobody"}
