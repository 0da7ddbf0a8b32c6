"""The requests of a resource, and who may send which."""

from typing import Any

import pytest

from extensions.slice.requests import Request, Requests
from tests.extensions.slice.generated import slice_of

ACTIONS = {"hold_back": {"set": {"name": "x"}, "input": {"note": "str"}}}


def requests(**answers: Any) -> Requests:
    return slice_of({"name": "str"}, **answers).suite.requests


def lines(found: list[Request]) -> list[str]:
    return [one.line for one in found]


def test_every_operation_and_action_is_requested() -> None:
    made = requests(actions=ACTIONS)

    assert lines(made.every)[:2] == ["GET {path}", "POST {path}"]
    assert lines(made.of_one) == [
        "GET {path}/{id}",
        "PATCH {path}/{id}",
        "PUT {path}/{id}",
        "DELETE {path}/{id}",
        "POST {path}/{id}/hold-back",
    ]


def test_those_that_send_something_are_told_apart() -> None:
    made = requests(actions=ACTIONS | {"go": {"set": {"name": "x"}}})

    names = ["create", "update", "replace", "hold_back"]
    assert [one.name for one in made.with_body] == names
    assert [one.input for one in made.with_body] == ["", "", "", "hold-back"]


ROLES = {"delete": ["admin", "staff"], "read": ["staff"]}


def test_requests_are_restricted_or_open() -> None:
    made = requests(access="roles", roles=ROLES, operations=["read", "delete", "list"])

    assert {one.name: one.roles for one in made.restricted} == {
        "read": ("staff",),
        "delete": ("admin", "staff"),
    }
    assert lines(made.open) == ["GET {path}"]


def test_without_roles_none_is_tried() -> None:
    made = requests()

    assert (made.restricted, made.open) == ([], [])


@pytest.mark.parametrize(
    ("roles", "sent_by_strangers"),
    [
        ({"bypass": ["admin"]}, "read delete"),
        ({"bypass": ["admin"], "delete": ["admin"]}, "read"),
        ({"bypass": ["admin"], "delete": ["admin", "staff"]}, "read delete"),
    ],
)
def test_strangers_send_what_they_may(
    roles: dict[str, list[str]], sent_by_strangers: str
) -> None:
    made = requests(access="owner", roles=roles, operations=["read", "delete"])

    assert [one.name for one in made.of_strangers] == sent_by_strangers.split()
