"""Routers: one text for all conventions, and what a house may do with it.

`python -m tests.extensions.slice.test_router` writes the snapshots again.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.answers.problem import Problem
from extensions.plan.plan import Plan
from extensions.slice.slice import Slice
from tests.extensions.slice.fitted.projects import PROJECT, endpoint
from tests.in_process import environment, file_of

SNAPSHOTS = Path(__file__).parent / "routers"

OWNED: dict[str, Any] = {"auth": "existing", "access": "owner"}
ROLES: dict[str, Any] = {
    "auth": "existing",
    "access": "roles",
    "roles": {"create": ["clerk", "admin"]},
}
DEFAULTS: dict[str, Any] = {"routers": {"depends": "default"}}
VIEWS = {"routers": {"endpoints": "classes", "views": "app.views:cbv"}}
CONTAINER = {
    "session": {
        "dependency": "app.di:Container",
        "style": "container",
        "call": "Provide[Container.session]",
    }
}
MIDDLEWARE = {"session": {"dependency": "app.db:session", "style": "middleware"}}
WRAPPED = {
    "response": {
        "kind": "envelope",
        "class": "app.envelope:Reply",
        "data": "data",
        "required": {"code": "0"},
        "generic": True,
    }
}
OLD_FASTAPI = {"dependencies": {"locked": {"fastapi": "0.103.2"}}}
OF_USERS = {"endpoint": "nested", "parent": "app.models.user:User"}
NAMED = {"attribute": "role", "many": False}
NESTED = {"endpoint": "nested", "parent": "app.models.shelf:Shelf"}
FINISH = {
    "finish": {"set": {"name": "done"}, "input": {"note": "str?"}},
    "take": {"set": {"holder": "user"}},
}
HELD: dict[str, Any] = {
    "fields": {"name": "str(200)", "holder": "ref(User)?"},
    "actions": FINISH,
}

HOUSE = """\
{% extends "parts/router.py.jinja" %}
{% block create %}
@router.post("", {% call guards("create") %}Depends(audited){% endcall %})
def {{ function.create }}() -> None: ...
{% endblock %}
{% block router %}
router = APIRouter({% call guards() %}Depends(counted){% endcall %})
{% endblock %}
"""


def auth(**found: Any) -> dict[str, Any]:
    return {"auth": PROJECT["auth"] | found}


def ours(**answers: Any) -> Slice:
    return Slice.of(Answers.of({"resource": "box", **answers}))


def conventions() -> Iterator[tuple[str, Slice]]:
    """An endpoint for each way to write routes."""
    yield "ours", ours(access="owner", roles={"bypass": ["admin"]})
    few: dict[str, Any] = {"operations": ["list", "create", "read"]}
    wrapped: dict[str, Any] = {"response": "envelope"}
    yield "ours_in_envelopes", ours(auth="none", cache="headers", **wrapped, **few)
    yield "annotated", endpoint(**OWNED, **HELD)
    yield (
        "defaults",
        endpoint(DEFAULTS | auth(alias="app.auth:Caller"), **OWNED, **HELD),
    )
    yield "views", endpoint(VIEWS, **NESTED)
    yield "container", endpoint(CONTAINER | auth(roles=NAMED), **ROLES, **few)
    yield "old_fastapi", endpoint(OLD_FASTAPI, **OF_USERS, operations=["list", "read"])
    yield "middleware", endpoint(MIDDLEWARE | WRAPPED, **NESTED, **wrapped, **few)


@pytest.mark.parametrize(("name", "made"), [*conventions()], ids=str)
def test_routes_are_written_as_the_project_writes_its_own(
    name: str, made: Slice
) -> None:
    assert file_of("router", made) == snapshot(name).read_text("utf-8")


def snapshot(name: str) -> Path:
    return SNAPSHOTS / f"{name}.py.txt"


@pytest.mark.parametrize("found", [{}, DEFAULTS, VIEWS, CONTAINER, MIDDLEWARE, WRAPPED])
@pytest.mark.parametrize("answers", [{}, NESTED, OWNED, HELD | {"auth": "existing"}])
def test_parameters_without_defaults_come_first(
    found: dict[str, Any], answers: dict[str, Any]
) -> None:
    response = "envelope" if "response" in found else "direct"
    dishka = {"style": "container", "call": "FromDishka[AsyncSession]"}
    for project in (found, {**found, "session": dishka}):
        made = endpoint(project, **answers, response=response)

        template = environment().get_template("parts/router.py.jinja")
        ast.parse(template.render(slice=made))


def test_what_asks_for_the_caller_is_made_once() -> None:
    found = auth(call="get_user(active=True)", roles=NAMED)
    made = file_of("router", endpoint(found, **OWNED))
    shared = file_of("router", endpoint(found, **ROLES))

    assert made.count("get_user(active=True)") == 1
    assert "get_user(active=True)" not in shared
    assert "permissions import authenticated, has_role" in shared


def test_a_role_that_nobody_can_have_is_refused() -> None:
    found = auth(roles={"attribute": "is_superuser", "many": False})

    with pytest.raises(Problem, match="makes nobody clerk"):
        _ = endpoint(found, **ROLES).access


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["Depends(audited)"]),
        (ROLES, ['Depends(has_role("clerk", "admin"))', "Depends(audited)"]),
    ],
)
@pytest.mark.parametrize("found", [{}, VIEWS])
def test_a_house_adds_a_dependency_to_those_of_the_answers(
    found: dict[str, Any], answers: dict[str, Any], expected: list[str]
) -> None:
    made = endpoint(found | auth(roles=NAMED), operations=["create"], **answers)
    source = environment().from_string(HOUSE).render(slice=made)

    assert f"dependencies=[{', '.join(expected)}]," in source
    guard = ["Depends(get_user)"] if answers else []
    every = [*guard, "Depends(check_encodable)", "Depends(counted)"]
    assert f"dependencies=[{', '.join(every)}]," in source


@pytest.mark.parametrize(
    ("answers", "prefix"),
    [({}, "/api/boxes"), (NESTED, "/api/shelves/{shelf_id}/boxes")],
)
def test_each_router_begins_its_prefix_as_the_others_do(
    answers: dict[str, Any], prefix: str
) -> None:
    made = endpoint({"routers": {"leading": "/api"}}, **answers)

    assert f'prefix="{prefix}",' in file_of("router", made)
    assert f"GET    {prefix}  → 200, 400" in "\n".join(Plan.of(made).endpoints)


def test_the_plan_tells_what_is_refused() -> None:
    plan = Plan.of(endpoint(auth="existing"))

    assert "GET    /boxes/{box_id}  → 200, 401 404 422" in plan.endpoints
    assert "POST   /boxes  → 201, 401 409 422" in plan.endpoints


if __name__ == "__main__":
    for name, made in conventions():
        snapshot(name).write_text(file_of("router", made), "utf-8")
