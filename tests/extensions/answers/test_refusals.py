"""What a project that this template did not make rules out, told in one line."""

from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.answers.conflicts import fits
from extensions.answers.interview import proposed
from extensions.answers.problem import Problem

USER = {
    "model": "shop.users:User",
    "table": "users",
    "key": {"name": "id", "type": "int"},
    "columns": {"id": "int", "email": "str"},
    "fields": {"email": "str"},
}
ORDER = {
    "model": "shop.orders:Order",
    "table": "orders",
    "key": {"name": "id", "type": "int"},
    "columns": {"id": "int", "title": "str", "note": "str", "owner_id": "int"},
    "fields": {"title": "str", "note": "text?"},
    "required": ["title", "owner_id"],
}
LINK: dict[str, Any] = {
    "model": "shop.orders:Link",
    "table": "links",
    "key": None,
    "columns": {},
}
PROJECT: dict[str, Any] = {
    "app": "shop.main:app",
    "orm": "sqlalchemy-async",
    "base": "shop.db:Base",
    "session": {"dependency": "shop.db:get_session", "style": "depends"},
    "auth": {
        "kind": "oauth2",
        "dependency": "shop.auth:get_user",
        "user": "shop.users:User",
        "roles": {"attribute": "role", "many": False},
    },
    "response": {"kind": "direct"},
    "models": [USER, ORDER, LINK],
}
ENDPOINT: dict[str, Any] = {
    "resource": "task",
    "project_state": "existing",
    "project": PROJECT,
}
OF_ORDERS = {"endpoint": "existing_model", "model": "shop.orders:Order"}


def having(**changed: Any) -> dict[str, Any]:
    return {"project": {**PROJECT, **changed}}


OWNED_BY_USER = {
    **having(auth={**PROJECT["auth"], "owner": "user_id"}),
    "endpoint": "nested",
    "parent": "shop.users:User",
    "auth": "existing",
    "access": "owner",
}
WITHOUT_ROLES = {**PROJECT["auth"], "roles": None}
WITHOUT_USER = {**PROJECT["auth"], "user": None}
GUARDED = {"kind": "custom", "guarded": 5, "routes": 6}

REFUSED: list[tuple[dict[str, Any], str]] = [
    (having(orm="tortoise"), "project.orm: it has Tortoise ORM; accepted: "),
    (
        having(session={"style": "none", "dependency": None}),
        "project.session.dependency: no dependency that gives a session was found; ",
    ),
    (having(base=None), "project.base: no class that models derive from was found; "),
    ({"auth": "jwt"}, "auth: jwt would bring users of its own into the project; "),
    ({"auth": "api_key"}, "auth: api_key would bring keys of its own into the project"),
    (
        {**having(auth={"kind": "custom"}), "auth": "existing"},
        "auth: existing needs a dependency that tells who calls, and none was found; ",
    ),
    (
        having(auth=GUARDED),
        "auth: 5 of 6 routes ask for a caller, and nothing that tells who was found; "
        "accepted: project with auth.dependency, or -d auth=none for an open endpoint",
    ),
    (
        {**having(auth=WITHOUT_ROLES), "access": "roles"},
        "access: roles need an attribute that says them, and User has none; accepted: ",
    ),
    (
        {**having(auth=WITHOUT_USER), "access": "owner"},
        "access: owner needs users in a table, and what the login gives is no model; ",
    ),
    (
        {"response": "envelope"},
        "response: envelope needs a class that wraps responses, and none was found; ",
    ),
    ({"endpoint": "existing_model"}, "model: is missing; accepted: shop.users:User, "),
    (
        {"endpoint": "existing_model", "model": "shop.orders:Link"},
        "model: shop.orders:Link has no primary key of one column; accepted: ",
    ),
    (
        {**OF_ORDERS, "fields": {"note": "text?"}, "access": "owner"},
        "fields: create has to give title, without a default; accepted: fields of ",
    ),
    (
        {**OF_ORDERS, "fields": {"title": "str"}},
        "access: any leaves owner_id empty, which every row has; accepted: owner, or ",
    ),
    (
        {
            "endpoint": "existing_model",
            "model": "shop.users:User",
            "resource": "account",
            "access": "owner",
        },
        "access: owner needs a column such as owner_id, which users has not; accepted: any",
    ),
    (
        OWNED_BY_USER,
        "access: owner needs user_id, which is the key of the user; accepted: any",
    ),
]


@pytest.mark.parametrize(("given", "message"), REFUSED)
def test_what_does_not_fit_is_told_in_one_line(
    given: dict[str, Any], message: str
) -> None:
    with pytest.raises(Problem) as refused:
        Answers.of({**ENDPOINT, **given})

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"auth": "none"},
        {**having(auth=GUARDED), "auth": "none"},
        {"access": "roles", "roles": {"delete": ["admin"]}},
        {"access": "owner"},
        having(base=None, orm="sqlmodel-async"),
        {**OF_ORDERS, "access": "owner"},
        {**OF_ORDERS, "operations": ["list", "update"]},
        {**having(response={"class": "shop.rest:Page"}), "response": "envelope"},
    ],
)
def test_what_fits_is_taken(given: dict[str, Any]) -> None:
    assert Answers.of({**ENDPOINT, **given}).approve


def test_what_the_project_has_is_proposed() -> None:
    assert Answers.of(ENDPOINT).auth == "existing"
    assert Answers.of({**ENDPOINT, **having(auth={"kind": "none"})}).auth == "none"


@pytest.mark.parametrize(("guarded", "proposal"), [(4, None), (3, "none")])
def test_an_open_endpoint_is_not_proposed_where_most_routes_are_guarded(
    guarded: int, proposal: str | None
) -> None:
    auth = {"kind": "custom", "guarded": guarded, "routes": 6}

    assert proposed("auth", {**ENDPOINT, **having(auth=auth)}) == proposal


def test_the_fields_of_a_model_are_proposed() -> None:
    answers = Answers.of({**ENDPOINT, **OF_ORDERS, "access": "owner"})

    assert [field.name for field in answers.fields] == ["title", "note"]


def test_a_service_of_ours_is_not_concerned() -> None:
    session = {
        "dependency": "shop.database:get_database",
        "alias": "shop.database:DatabaseDep",
    }
    known = {"project_state": "existing", "project": {"session": session}}

    assert fits("response", "envelope", known)
