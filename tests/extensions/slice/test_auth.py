"""How callers prove who they are."""

import re
from dataclasses import replace
from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.answers.interview import proposed
from extensions.answers.problem import Problem
from extensions.slice.auth import LONGEST_ROLE, WAYS, Auth, check_role, existing
from extensions.slice.slice import Slice
from tests.extensions.slice.ours import OURS

USERS = {"kind": "oauth2", "dependency": "shop.auth.dependencies:current_user"}
KEYS = {"kind": "api_key", "dependency": "shop.api_keys.dependencies:current_key"}
OPEN = {"kind": "none", "dependency": None}


def auth(kind: str, layout: str = "feature") -> Auth:
    return Auth(kind, "shop", layout, "the-shop")


# What templates read ----------------------------------------------------------


def test_a_user_is_who_has_a_token() -> None:
    made = auth("jwt")

    assert (made.alias, made.dependency) == ("CurrentUser", "current_user")
    assert (made.module, made.callers) == (
        "shop.auth.dependencies",
        "tests.auth.callers",
    )
    assert (made.model, made.table) == ("User", "users")
    assert (made.header, made.challenge) == ("Authorization", "Bearer")


def test_a_program_is_what_has_a_key() -> None:
    made = auth("api_key")

    assert (made.alias, made.dependency) == ("CurrentKey", "current_key")
    assert made.module == "shop.api_keys.dependencies"
    assert made.callers == "tests.api_keys.callers"
    assert (made.model, made.table) == ("ApiKey", "api_keys")
    assert (made.header, made.challenge) == ("X-API-Key", "APIKey")


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
    assert (made.commands, made.environment, made.requirements) == ((), "", ())


def test_the_environment_names_the_project() -> None:
    assert "#TOKEN_ISSUER=the-shop" in auth("jwt").environment


def test_the_ways_share_nothing_that_must_differ() -> None:
    names = ("table", "alias", "dependency", "header", "revision", "commands")
    ways = [WAYS["jwt"], WAYS["api_key"]]

    assert [
        name for name in names if len({getattr(way, name) for way in ways}) < 2
    ] == []


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
    return Slice.of(replace(answers, project_state="existing", project=project))


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
        ("none", [], '"abc"'),
        ("jwt", [], f'"{WAYS["jwt"].revision}"'),
        ("jwt", ["users"], '"abc"'),
        ("api_key", ["users"], f'"{WAYS["api_key"].revision}"'),
    ],
)
def test_revisions_follow_the_head_of_the_project(
    auth: str,
    shared: list[str],
    follows: str,
) -> None:
    made = endpoint(auth, shared=shared, migrations={"heads": ["abc"]})

    assert made.parent_revision_literal == follows
    assert made.head_literal == '"abc"'


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
