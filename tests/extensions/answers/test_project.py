"""What the survey found, as the spec reads it."""

from typing import Any

import pytest

from extensions.answers.conflicts import check_fits, fits
from extensions.answers.problem import Problem
from extensions.answers.project import Project, check_project

ORDER = {
    "model": "shop.orders.models:Order",
    "table": "orders",
    "key": {"name": "id", "type": "UUID"},
    "columns": {"id": "UUID", "owner_id": "UUID"},
}
FOUND: dict[str, Any] = {
    "app": "shop.main:create_app()",
    "paths": {"models": "src/shop/<resource>/models.py"},
    "routers": {"register_in": "src/shop/api.py", "paths": ["/line-items"]},
    "models": [ORDER],
}


@pytest.mark.parametrize("found", [{}, {"models": None, "paths": {}, "auth": None}])
def test_any_part_may_be_missing(found: dict[str, Any]) -> None:
    project = Project(found)

    check_project(found)
    assert (project.package, project.layout, project.head) == ("", "", None)
    assert (project.models, project.shared, project.paths) == ((), frozenset(), ())


@pytest.mark.parametrize(
    ("models", "layout"),
    [
        ("src/shop/<resource>/models.py", "feature"),
        ("src/shop/models/<resource>.py", "layered"),
        ("src/shop/models.py", "layered"),
    ],
)
def test_the_layout_is_that_of_the_models(models: str, layout: str) -> None:
    assert Project({"paths": {"models": models}}).layout == layout


@pytest.mark.parametrize("name", ["Order", "shop.orders.models:Order"])
def test_a_model_is_found_by_class_or_reference(name: str) -> None:
    model = Project(FOUND).model(name)

    assert model
    assert (model.module, model.table, model.has_owner) == (
        "shop.orders.models",
        "orders",
        True,
    )


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ({"app": 5}, "project.app: '5' is none; accepted: module:variable or "),
        ({"shared": "users"}, "project.shared: 'users' is none; accepted: a list"),
        ({"models": ["Order"]}, "project.models.0: 'Order' names no module:Class; "),
    ],
)
def test_a_mapping_that_nothing_can_be_planned_from(
    found: dict[str, Any], message: str
) -> None:
    with pytest.raises(Problem) as problem:
        check_project(found)
    assert str(problem.value).startswith(message)


@pytest.mark.parametrize(
    ("what", "name", "message"),
    [
        ("resource", "order", "resource: shop.orders.models has a model Ord"),
        ("plural", "orders", "plural: shop.orders.models has a table orders"),
        ("plural", "line_items", "plural: there are routes below /line-items"),
        ("layout", "layered", "layout: layered is not how the service is laid out"),
    ],
)
def test_what_is_there_is_refused(what: str, name: str, message: str) -> None:
    with pytest.raises(Problem) as problem:
        check_fits(what, name, {"project": FOUND})
    assert str(problem.value).startswith(message)


def test_what_is_new_is_taken() -> None:
    new = {"resource": "invoice", "plural": "invoices", "layout": "feature"}
    assert all(fits(what, name, {"project": FOUND}) for what, name in new.items())


def test_routes_that_begin_with_what_all_begin_with_are_there_too() -> None:
    routers = {"leading": "/api", "paths": ["/api/tasks", "/users"]}
    known = {"project": {**FOUND, "routers": routers}}

    assert not fits("plural", "tasks", known)
    assert fits("plural", "users", known)
