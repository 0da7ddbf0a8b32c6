"""How callers prove who they are."""

import re
from dataclasses import replace
from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.answers.interview import proposed
from extensions.answers.problem import Problem
from extensions.answers.project import Project
from extensions.slice.auth import LONGEST_ROLE, WAYS, Auth, check_role, existing
from extensions.slice.fit import Fit
from extensions.slice.parameters import Parameter
from extensions.slice.slice import Slice
from tests.extensions.slice.ours import OURS

USERS = {"kind": "oauth2", "dependency": "shop.auth.dependencies:current_user"}
KEYS = {"kind": "api_key", "dependency": "shop.api_keys.dependencies:current_key"}
OPEN = {"kind": "none", "dependency": None}


def auth(kind: str, layout: str = "feature") -> Auth:
    return Auth(kind, Fit.of_ours({}, "shop", layout))


USER = {
    "model": "app.users:User",
    "table": "people",
    "key": {"name": "uid", "type": "uuid"},
}
PLAIN = {"dependency": "app.auth:get_user", "user": "app.users:User"}


def of_project(
    kind: str = "existing", depends: str = "annotated", **found: Any
) -> Auth:
    project = {"auth": found, "models": [USER], "routers": {"depends": depends}}
    return Auth(kind, Fit(Project(project)))


# What templates read ----------------------------------------------------------


def test_a_user_is_who_has_a_token() -> None:
    made = auth("jwt")

    assert (made.caller.alias, made.dependency) == ("CurrentUser", "current_user")
    assert (made.module, made.callers) == (
        "shop.auth.dependencies",
        "tests.auth.callers",
    )
    assert (made.model, made.table) == ("User", "users")
    assert (made.header, made.way.challenge) == ("Authorization", "Bearer")


def test_a_program_is_what_has_a_key() -> None:
    made = auth("api_key")

    assert (made.caller.alias, made.dependency) == ("CurrentKey", "current_key")
    assert made.module == "shop.api_keys.dependencies"
    assert made.callers == "tests.api_keys.callers"
    assert (made.model, made.table) == ("ApiKey", "api_keys")
    assert (made.header, made.way.challenge) == ("X-API-Key", "APIKey")


@pytest.mark.parametrize(
    ("kind", "layout", "module"),
    [
        ("jwt", "feature", "shop.auth.models"),
        ("jwt", "layered", "shop.models.user"),
        ("api_key", "feature", "shop.api_keys.models"),
        ("api_key", "layered", "shop.models.api_key"),
    ],
)
def test_a_model_stands_where_the_layout_says(
    kind: str,
    layout: str,
    module: str,
) -> None:
    assert auth(kind, layout).model_module == module


def test_none_brings_nothing() -> None:
    made = auth("none")

    assert not made.is_on
    assert (made.way.commands, made.way.environment) == ((), "")


def test_the_ways_share_nothing_that_must_differ() -> None:
    names = ("table", "alias", "dependency", "header", "revision", "commands")
    ways = [WAYS["jwt"], WAYS["api_key"]]

    assert [
        name for name in names if len({getattr(way, name) for way in ways}) < 2
    ] == []


# What projects of others say ---------------------------------------------------


def test_it_may_be_off() -> None:
    assert not of_project("none", **PLAIN).is_on


def test_a_function_is_asked_for_by_its_name() -> None:
    made = of_project(**PLAIN)

    assert (made.dependency, made.is_made) == ("get_user", False)
    assert made.caller == Parameter(
        "caller", "User", "get_user", "CurrentUser", is_annotated=True
    )
    assert made.caller.is_new


@pytest.mark.parametrize("call", ["JWTBearer()", "Permissions([IsAdmin])"])
def test_what_is_made_is_made_once(call: str) -> None:
    made = of_project(**PLAIN, call=call, imports=["app.rules:IsAdmin"])

    assert (made.dependency, made.call) == ("authenticated", call)
    assert made.is_made
    assert ("app.rules", "IsAdmin") in made.imports


def test_an_alias_is_used_as_it_is() -> None:
    caller = of_project(**PLAIN, alias="app.auth:Caller").caller

    assert (caller.alias, caller.is_new) == ("Caller", False)


def test_a_default_is_one_where_others_are() -> None:
    assert of_project(**PLAIN, depends="default").caller.has_default


def test_a_user_has_a_key_of_any_name_and_type() -> None:
    made = of_project(**PLAIN)

    assert (made.table, made.key.name, made.key.annotation) == ("people", "uid", "UUID")


@pytest.mark.parametrize(
    ("roles", "switched", "many"),
    [
        ({"attribute": "role", "many": False}, (), False),
        ({"attribute": "roles", "many": True}, (), True),
        ({"attribute": "is_admin", "many": False}, ("admin",), False),
        ({"attribute": "is_clerk", "many": False}, ("clerk",), False),
    ],
)
def test_roles_are_told_by_an_attribute(
    roles: dict[str, Any], switched: tuple[str, ...], *, many: bool
) -> None:
    made = of_project(**PLAIN, roles=roles)

    assert made.role_attribute == roles["attribute"]
    assert (made.switched_roles, made.has_many_roles) == (switched, many)


def test_a_switch_makes_nobody_something_else() -> None:
    made = of_project(**PLAIN, roles={"attribute": "is_superuser", "many": False})
    made.check_roles(["admin", "superuser"])

    with pytest.raises(Problem, match="makes nobody editor; accepted: admin or"):
        made.check_roles(["editor"])


# What a project has -----------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (USERS, "jwt"),
        (USERS | {"kind": "bearer"}, "jwt"),
        (KEYS, "api_key"),
        (OPEN, "none"),
    ],
)
def test_what_the_survey_found_is_known_again(found: dict[str, Any], kind: str) -> None:
    assert existing({"auth": found}, "shop") == kind


@pytest.mark.parametrize(
    ("project", "wrong"),
    [
        ({}, "there is none"),
        ({"auth": None}, "there is none"),
        (
            {"auth": {"kind": "custom", "dependency": "a:b"}},
            "existing is not available",
        ),
        ({"auth": {"kind": "custom"}}, "existing is not available"),
        ({"auth": KEYS | {"dependency": USERS["dependency"] + "s"}}, "existing is not"),
    ],
)
def test_what_is_not_ours_is_refused(project: dict[str, Any], wrong: str) -> None:
    with pytest.raises(Problem, match=f"^auth: {wrong}"):
        existing(project, "shop")


def answers(found: dict[str, Any] | None, **more: str) -> dict[str, Any]:
    state = {"project_state": "existing", "package": "shop", "resource": "note"}
    return {**state, "project": {**OURS, "auth": found}, **more}


@pytest.mark.parametrize(
    ("found", "proposal"),
    [
        (USERS, "existing"),
        (KEYS, "existing"),
        (OPEN, "existing"),
        ({"kind": "custom", "dependency": "a:b"}, "jwt"),
        (None, "jwt"),
    ],
)
def test_what_the_project_has_is_proposed(
    found: dict[str, Any] | None,
    proposal: str,
) -> None:
    assert proposed("auth", answers(found)) == proposal


# What an endpoint brings into a service ---------------------------------------


def endpoint(auth: str, **project: Any) -> Slice:
    """One in a project of which the survey found this."""
    answers = Answers.of({"resource": "note", "package": "shop", "auth": auth})
    found = {**OURS, **project}
    return Slice.of(replace(answers, project_state="existing", project=found))


@pytest.mark.parametrize(
    ("auth", "shared", "brought"),
    [
        ("jwt", [], {"principals", "users"}),
        ("api_key", [], {"principals", "api_keys"}),
        ("none", [], set()),
        ("jwt", ["principals", "users"], set()),
        ("api_key", ["principals", "users"], {"api_keys"}),
        ("jwt", ["principals", "api_keys"], {"users"}),
        ("none", ["principals", "users"], set()),
    ],
)
def test_what_the_service_has_is_not_brought_again(
    auth: str,
    shared: list[str],
    brought: set[str],
) -> None:
    groups = endpoint(auth, shared=shared).groups

    assert groups & {"principals", "users", "api_keys"} == brought


@pytest.mark.parametrize(
    ("auth", "shared", "follows"),
    [
        ("none", [], "abc"),
        ("jwt", [], WAYS["jwt"].revision),
        ("jwt", ["users"], "abc"),
        ("api_key", ["users"], WAYS["api_key"].revision),
    ],
)
def test_revisions_follow_the_head_of_the_project(
    auth: str,
    shared: list[str],
    follows: str,
) -> None:
    made = endpoint(auth, shared=shared, migrations={"heads": ["abc"]})

    assert made.parent_revision == follows
    assert made.head == "abc"


# Roles ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["admin", "Big-Boss", "sales:read", "l2.x", "7", "a_b"]
)
def test_a_role_is_one_word(name: str) -> None:
    assert check_role("roles.delete", name) == name


@pytest.mark.parametrize(
    "name",
    ["", "a b", "a,b", "-a", "ä", "a\n", "a\0", '"', "a" * (LONGEST_ROLE + 1)],
)
def test_anything_else_is_no_role(name: str) -> None:
    with pytest.raises(
        Problem, match=r"^roles\.delete: .* is no name of a role; accepted"
    ):
        check_role("roles.delete", name)


def test_the_service_accepts_the_same_roles() -> None:
    assert re.fullmatch(auth("jwt").role_pattern, "sales:read")
