"""The requests that tests send, and who may send which."""

import ast

from extensions.slice.slice import Slice
from tests.extensions.slice.generated import slice_of
from tests.extensions.slice.written import assigned, cases, constant

ACTIONS = {"hold_back": {"set": {"name": "x"}, "input": {"note": "str"}}}


def test_every_operation_and_action_is_requested() -> None:
    made = slice_of({"name": "str"}, actions=ACTIONS, access="owner")

    of_one = [
        "GET {path}/{id}",
        "PATCH {path}/{id}",
        "PUT {path}/{id}",
        "DELETE {path}/{id}",
        "POST {path}/{id}/hold-back",
    ]
    assert constant("examples", made, "OF_ONE") == of_one
    every = ["GET {path}", "POST {path}", *of_one]
    assert constant("examples", made, "REQUESTS") == every


def test_those_that_send_something_have_a_body() -> None:
    actions = ACTIONS | {"go": {"set": {"name": "x"}}}
    made = slice_of({"name": "str"}, actions=actions)
    bodies = assigned("test_conftest", made)["bodies"]

    assert isinstance(bodies, ast.Dict)
    assert [ast.literal_eval(one) for one in bodies.keys if one] == [
        "POST {path}",
        "PATCH {path}/{id}",
        "PUT {path}/{id}",
        "POST {path}/{id}/hold-back",
    ]
    assert ast.unparse(bodies.values[-1]) == "examples.INPUTS['hold-back']"


def restricted() -> Slice:
    roles = {"delete": ["admin", "staff"], "read": ["staff"]}
    operations = ["read", "delete", "list"]
    return slice_of({"name": "str"}, access="roles", roles=roles, operations=operations)


def test_requests_are_restricted_or_open() -> None:
    found = cases("test_access", restricted())

    assert found["test_is_allowed_with_any_of_its_roles"] == [
        [
            ("GET {path}/{id}", "staff"),
            ("DELETE {path}/{id}", "admin"),
            ("DELETE {path}/{id}", "staff"),
        ]
    ]
    assert found["test_needs_no_role"] == [["GET {path}"]]


def test_without_roles_none_is_tried() -> None:
    made = slice_of({"name": "str"}, auth="jwt")

    assert {*cases("test_access", made)} == {"test_refuses_anonymous_callers"}
