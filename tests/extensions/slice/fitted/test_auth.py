"""Who calls, and what the project says of them."""

from typing import Any

import pytest

from extensions.answers.problem import Problem
from extensions.answers.project import Project
from extensions.slice.fit import Fit
from extensions.slice.fitted.auth import FittedAuth

USER = {
    "model": "app.users:User",
    "table": "people",
    "key": {"name": "uid", "type": "uuid"},
}
PLAIN = {"dependency": "app.auth:get_user", "user": "app.users:User"}


def auth(
    kind: str = "existing", depends: str = "annotated", **found: Any
) -> FittedAuth:
    project = {"auth": found, "models": [USER], "routers": {"depends": depends}}
    return FittedAuth(kind, "app", "layered", "app", Fit(Project(project)))


def test_it_may_be_off() -> None:
    assert not auth("none", **PLAIN).is_on


def test_a_function_is_asked_for_by_its_name() -> None:
    made = auth(**PLAIN)

    assert (made.dependency, made.bound) == ("get_user", "")
    assert made.parameter.lines() == ["    caller: CurrentUser,"]
    assert made.definition == "CurrentUser = Annotated[User, Depends(get_user)]"


@pytest.mark.parametrize("call", ["JWTBearer()", "get_user(active=True)"])
def test_what_is_made_is_made_once(call: str) -> None:
    made = auth(**PLAIN, call=call)

    assert made.dependency == "authenticated"
    assert made.bound == f"authenticated = {call}"


def test_an_alias_is_used_as_it_is() -> None:
    made = auth(**PLAIN, alias="app.auth:Caller")

    assert made.parameter.lines() == ["    caller: Caller,"]
    assert made.definition == ""


def test_a_default_is_one_where_others_are() -> None:
    made = auth(**PLAIN, depends="default")

    assert made.parameter.lines() == ["    caller: User = Depends(get_user),"]


def test_a_user_has_a_key_of_any_name_and_type() -> None:
    made = auth(**PLAIN)

    assert (made.table, made.caller_key) == ("people", "caller.uid")
    assert made.key.annotation == "UUID"


@pytest.mark.parametrize(
    ("roles", "expression"),
    [
        ({"attribute": "role", "many": False}, "frozenset({_name(caller.role)})"),
        ({"attribute": "roles", "many": True}, "frozenset(map(_name, caller.roles))"),
        (
            {"attribute": "is_admin", "many": False},
            'frozenset({"admin"} if caller.is_admin else ())',
        ),
    ],
)
def test_roles_are_told_by_an_attribute(roles: dict[str, Any], expression: str) -> None:
    assert auth(**PLAIN, roles=roles).roles == expression


def test_a_switch_makes_nobody_something_else() -> None:
    made = auth(**PLAIN, roles={"attribute": "is_superuser", "many": False})
    made.check_roles(["admin", "superuser"])

    with pytest.raises(Problem, match="makes nobody editor; accepted: admin or"):
        made.check_roles(["editor"])
