"""The plan: which files there will be, and what the user is told of them."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.plan.plan import TEMPLATE, Plan
from extensions.slice.dependencies import named
from extensions.slice.slice import Slice

USERS = "auth"


def plan(**answers: Any) -> Plan:
    given: Mapping[str, Any] = {"resource": "person", "package": "shop", **answers}
    return Plan.of(Slice.of(Answers.of(given)))


@pytest.fixture(params=["feature", "layered"])
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_feature_has_a_package_of_its_own() -> None:
    files = plan(layout="feature").files

    assert files["router"] == "src/shop/people/router.py"
    assert files["package"] == "src/shop/people/__init__.py"
    assert files["all_models"] == "src/shop/models.py"
    assert files["routers_package"] == ""


def test_layers_have_a_module_a_resource() -> None:
    files = plan(layout="layered").files

    assert files["router"] == "src/shop/routers/person.py"
    assert files["routers_package"] == "src/shop/routers/__init__.py"
    assert files["all_models"] == "src/shop/models/__init__.py"
    assert files["package"] == ""


def test_tests_mirror_the_resource(layout: str) -> None:
    files = plan(layout=layout).files

    assert files["test_create"] == "tests/people/test_create.py"


def test_templates_and_plan_name_the_same_files() -> None:
    names = "\n".join(path.name for path in TEMPLATE.rglob("*"))

    assert set(re.findall(r"{{ files\.(\w+) }}", names)) == set(plan().files)


def test_templates_and_plan_name_the_same_folders() -> None:
    names = "\n".join(path.name for path in TEMPLATE.rglob("*"))

    assert set(re.findall(r"{{ at\.(\w+) }}", names)) == {*plan().at}


@pytest.mark.parametrize("auth", ["jwt", "api_key", "none"])
def test_every_file_is_created_once_and_in_order(layout: str, auth: str) -> None:
    created = plan(layout=layout, auth=auth).created

    assert created == sorted(set(created))


@pytest.mark.parametrize("auth", ["jwt", "api_key", "none"])
def test_every_path_is_relative_and_has_no_empty_part(layout: str, auth: str) -> None:
    for path in plan(layout=layout, auth=auth).created:
        assert not {"", ".", ".."} & set(path.split("/")), path


def test_every_file_of_the_plan_is_created(layout: str) -> None:
    made = plan(layout=layout)

    assert set(filter(None, made.files.values())) <= set(made.created)


def test_users_come_with_a_login_only(layout: str) -> None:
    with_login = plan(layout=layout, auth="jwt").created
    without = plan(layout=layout, auth="none").created

    assert [path for path in without if USERS in path or "create_users" in path] == []
    assert [path for path in with_login if path.endswith("_create_users.py")]


def test_keys_come_without_users_and_without_routes(layout: str) -> None:
    created = plan(layout=layout, auth="api_key").created

    assert [path for path in created if USERS in path or "create_users" in path] == []
    assert [path for path in created if path.endswith("_create_api_keys.py")]
    assert [path for path in created if "api_key" in path and "router" in path] == []


def test_a_route_says_what_it_answers() -> None:
    [update] = [route for route in plan().endpoints if route.startswith("PATCH")]

    assert update == "PATCH  /people/{person_id}  → 200, 401 404 409 422"


def test_a_route_without_a_login_needs_no_token() -> None:
    assert [route for route in plan(auth="none").endpoints if "401" in route] == []


def test_a_path_is_kebab_case() -> None:
    routes = plan(resource="order_item").endpoints

    assert all("/order-items" in route for route in routes)
    assert any("{order_item_id}" in route for route in routes)


@pytest.mark.parametrize("auth", ["jwt", "none"])
def test_requirements_stand_once_in_order(auth: str) -> None:
    required = [
        named(line) for line in plan(fields={"a": "email"}, auth=auth).requirements
    ]

    assert required == sorted(set(required))
    assert "email-validator" in required


def test_equal_answers_lead_to_equal_plans() -> None:
    assert plan() == plan()
    assert plan().files == plan().files
