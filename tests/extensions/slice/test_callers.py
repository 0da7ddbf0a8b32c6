"""Who calls in the tests of a resource, in our services and in projects."""

from typing import Any

import pytest

from extensions.slice.callers import Callers
from tests.extensions.slice.fitted.projects import PROJECT, USER, endpoint
from tests.extensions.slice.generated import slice_of


def ours(**answers: Any) -> Callers:
    return slice_of({"name": "str"}, **answers).suite.callers


@pytest.mark.parametrize(
    ("roles", "caller", "stranger", "overseer", "is_overseen"),
    [
        ({"bypass": ["admin"]}, [], [], ["admin"], False),
        (
            {"bypass": ["admin"], "delete": ["admin", "staff"]},
            ["admin", "staff"],
            ["staff"],
            ["admin", "staff"],
            True,
        ),
    ],
)
def test_strangers_oversee_nothing(
    roles: dict[str, list[str]],
    caller: list[str],
    stranger: list[str],
    overseer: list[str],
    is_overseen: bool,
) -> None:
    made = ours(access="owner", roles=roles, operations=["read", "delete"])

    assert (made.caller, made.stranger, made.overseer) == (caller, stranger, overseer)
    assert made.is_overseen is is_overseen


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
    made = ours(access="owner", roles=roles, operations=["list", "read", "delete"])

    assert [one.name for one in made.of_strangers] == sent_by_strangers.split()


def test_who_lacks_every_role_has_another() -> None:
    made = ours(access="roles", roles={"read": ["visitor", "nobody"]})

    assert made.powerless
    assert {*made.powerless}.isdisjoint({"visitor", "nobody"})


KINDS: dict[str, dict[str, Any]] = {
    "switch": {"attribute": "is_admin", "many": False},
    "many": {"attribute": "roles", "many": True},
    "one": {"attribute": "role", "many": False},
}


@pytest.mark.parametrize(
    ("kind", "caller", "powerless"),
    [
        ("switch", ["admin"], []),
        ("many", ["admin"], []),
        ("one", ["admin"], ["visitor"]),
    ],
)
def test_roles_are_as_the_project_has_them(
    kind: str, caller: list[str], powerless: list[str]
) -> None:
    auth = {**PROJECT["auth"], "roles": KINDS[kind]}
    answers = {"access": "roles", "roles": {"delete": ["admin"]}}
    made = endpoint({"auth": auth}, auth="existing", **answers).suite.callers

    assert (made.caller, made.powerless) == (caller, powerless)
    assert (made.module, made.class_name) == ("app.models.user", "User")
    assert made.given == {KINDS[kind]["attribute"]}
    assert made.can_lack_power


def test_who_has_one_of_two_roles_that_are_asked_for_is_never_powerless() -> None:
    user = {**USER, "fields": {**USER["fields"], "role": "enum(admin, staff)"}}
    found = {"models": [user], "auth": {**PROJECT["auth"], "roles": KINDS["one"]}}
    answers = {"access": "roles", "roles": {"read": ["admin"], "delete": ["staff"]}}
    made = endpoint(found, auth="existing", **answers).suite.callers

    assert not made.can_lack_power


def test_no_role_is_given_where_none_is_asked_for() -> None:
    assert endpoint(auth="existing").suite.callers.caller == []


def test_callers_that_are_no_rows_have_no_class() -> None:
    auth = {**PROJECT["auth"], "user": "app.auth:Principal"}
    made = endpoint({"auth": auth}, auth="existing").suite.callers

    assert (made.are_rows, made.module, made.class_name) == (False, "", "object")


def test_callers_are_not_among_the_rows_of_their_own_resource() -> None:
    of_users: dict[str, Any] = {
        "endpoint": "existing_model",
        "model": "app.models.user:User",
        "resource": "person",
        "fields": {"email": "email, unique"},
        "auth": "existing",
    }
    made = endpoint(**of_users).suite

    assert (made.callers.are_rows, made.makers) == (False, [])
