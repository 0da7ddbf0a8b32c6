"""Routers in projects of others: their own session, auth, envelope and style."""

from typing import Any

import pytest

from extensions.answers.problem import Problem
from extensions.plan.plan import Plan
from extensions.slice.fitted.slice import FittedSlice
from tests.extensions.slice.fitted.projects import PROJECT, endpoint, rendered
from tests.extensions.slice.formatting import reformatted

OWNED: dict[str, Any] = {"auth": "existing", "access": "owner"}
DEFAULTS = {"routers": {"depends": "default"}}
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
NESTED = {"endpoint": "nested", "parent": "app.models.shelf:Shelf"}
FINISH = {"finish": {"set": {"name": "done"}, "input": {"note": "str?"}}}


def router(slice_: FittedSlice) -> str:
    source = rendered("fitted_router", slice_)
    assert reformatted(source) == []
    return source


def auth(**found: Any) -> dict[str, Any]:
    return {"auth": PROJECT["auth"] | found}


@pytest.mark.parametrize("found", [{}, DEFAULTS, VIEWS, CONTAINER, MIDDLEWARE, WRAPPED])
@pytest.mark.parametrize("answers", [{}, NESTED, OWNED, {"actions": FINISH}])
@pytest.mark.parametrize("pagination", ["cursor", "none"])
def test_it_is_formatted_and_imports_what_it_uses(
    found: dict[str, Any], answers: dict[str, Any], pagination: str
) -> None:
    response = "envelope" if "response" in found else "direct"
    made = endpoint(found, **answers, pagination=pagination, response=response)

    assert reformatted(rendered("fitted_router", made)) == []


def test_parameters_without_defaults_come_first() -> None:
    source = router(endpoint(DEFAULTS))

    before, _, after = source.partition("async def update_box(")[2].partition("changes")
    assert "Depends" not in before
    assert "session: AsyncSession = Depends(get_session)" in after


def test_nobody_is_asked_for_where_nobody_logs_in() -> None:
    source = router(endpoint())

    assert "dependencies=" not in source
    assert "Unauthenticated" not in source


def test_all_routes_ask_for_who_calls() -> None:
    source = router(endpoint(auth="existing"))

    assert "dependencies=[Depends(get_user)]," in source
    assert "CurrentUser" not in source


def test_an_owner_is_who_calls() -> None:
    source = router(endpoint(**OWNED))

    assert "CurrentUser = Annotated[User, Depends(get_user)]" in source
    assert "owner_id=owner_id," in source


def test_what_asks_for_the_caller_is_made_once() -> None:
    source = router(endpoint(auth(call="get_user(active=True)"), **OWNED))

    assert source.count("get_user(active=True)") == 1
    assert "Depends(authenticated)" in source


def test_roles_and_routes_ask_for_the_same() -> None:
    roles = {"attribute": "role", "many": False}
    found = auth(call="get_user(active=True)", roles=roles)
    made = endpoint(found, auth="existing", access="roles", roles={"delete": ["admin"]})

    source = router(made)

    assert "permissions import authenticated, has_role" in source
    assert 'dependencies=[Depends(has_role("admin"))],' in source


def test_a_role_that_nobody_can_have_is_refused() -> None:
    found = auth(roles={"attribute": "is_superuser", "many": False})

    with pytest.raises(Problem, match="makes nobody editor"):
        _ = endpoint(
            found, auth="existing", access="roles", roles={"delete": ["editor"]}
        ).access


def test_a_session_of_a_middleware_is_no_parameter() -> None:
    source = router(endpoint(MIDDLEWARE))

    assert "await service.get_box(session(), box_id)" in source
    assert "Depends" not in source


def test_what_a_container_gives_is_injected_into_each_function() -> None:
    source = router(endpoint(CONTAINER, **NESTED))

    assert source.count("@inject\n") == source.count("async def ")


def test_answers_are_wrapped_as_others_are() -> None:
    source = router(endpoint(WRAPPED, response="envelope"))

    assert "-> Reply[BoxResponse]:" in source
    assert "-> Reply[CursorPage[BoxResponse]]:" in source
    assert "code=0," in source


def test_methods_of_a_class_share_what_they_ask_for() -> None:
    source = router(endpoint(VIEWS))

    assert "@cbv(router)\nclass BoxView:" in source
    assert source.count("session: SessionDep") == 1
    assert "await service.get_box(self.session, box_id)" in source


def test_the_plan_tells_what_is_refused() -> None:
    plan = Plan.of(endpoint(auth="existing"))

    assert "GET    /boxes/{box_id}  → 200, 401 404 422" in plan.endpoints
    assert "POST   /boxes  → 201, 401 409 422" in plan.endpoints
