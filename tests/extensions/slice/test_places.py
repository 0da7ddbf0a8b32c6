"""Where the modules of a resource go, in projects of all shapes."""

from collections.abc import Mapping
from typing import Any

import pytest

from extensions.answers.names import Name
from extensions.answers.project import Project
from extensions.slice.places import LAYOUTS, Places, paths_of_ours

ITEM = Name("order_item", "order_items")
PARTS = ("models", "schemas", "service", "router")
SHAPES: Mapping[str, tuple[dict[str, Any], tuple[str, ...], str]] = {
    "layers": (
        {
            "models": "app/models/<resource>.py",
            "schemas": "app/schemas/<resource>.py",
            "services": "app/crud/<resource>_crud.py",
            "routers": "app/api/v1/<resource>.py",
            "plurals": ["routers"],
        },
        (
            "app/models/order_item.py",
            "app/schemas/order_item.py",
            "app/crud/order_item_crud.py",
            "app/api/v1/order_items.py",
        ),
        "",
    ),
    "folders": (
        {"models": "app/models", "routers": "app/routes", "plurals": ["routers"]},
        (
            "app/models/order_item.py",
            "app/schemas/order_item.py",
            "app/services/order_item.py",
            "app/routes/order_items.py",
        ),
        "",
    ),
    "features": (
        {
            "models": "app/<resource>/models.py",
            "schemas": "app/<resource>/schemas.py",
            "routers": "app/<resource>/router.py",
            "plurals": ["models", "schemas", "services", "routers"],
        },
        (
            "app/order_items/models.py",
            "app/order_items/schemas.py",
            "app/order_items/service.py",
            "app/order_items/router.py",
        ),
        "app/order_items/__init__.py",
    ),
    "features of which one alone has schemas": (
        {
            "models": "app/<resource>/models.py",
            "schemas": "app/user/schemas.py",
            "routers": "app/<resource>/views.py",
            "plurals": [],
        },
        (
            "app/order_item/models.py",
            "app/order_item/schemas.py",
            "app/order_item/service.py",
            "app/order_item/views.py",
        ),
        "app/order_item/__init__.py",
    ),
    "single files": (
        {"models": "app/models.py", "schemas": "app/schemas.py"},
        (
            "app/order_items/models.py",
            "app/order_items/schemas.py",
            "app/order_items/service.py",
            "app/order_items/router.py",
        ),
        "app/order_items/__init__.py",
    ),
    "a single file of models": (
        {"models": "app/models.py", "routers": "app/routers/<resource>.py"},
        (
            "app/order_items/models.py",
            "app/schemas/order_item.py",
            "app/services/order_item.py",
            "app/routers/order_item.py",
        ),
        "app/order_items/__init__.py",
    ),
    "nothing": (
        {},
        (
            "app/order_items/models.py",
            "app/order_items/schemas.py",
            "app/order_items/service.py",
            "app/order_items/router.py",
        ),
        "app/order_items/__init__.py",
    ),
}


def places(paths: Mapping[str, Any], **found: Any) -> Places:
    return Places(Project({"app": "app.main:app", "paths": paths, **found}), ITEM)


@pytest.mark.parametrize("shape", SHAPES)
def test_each_part_has_its_place(shape: str) -> None:
    paths, expected, package = SHAPES[shape]
    where = places(paths)

    assert tuple(map(where.file, PARTS)) == expected
    assert where.package == package


def test_a_layer_that_is_not_there_becomes_a_package() -> None:
    where = places({"models": "app/models", "services": "app/crud"})

    assert where.layer("schemas") == "app/schemas/__init__.py"
    assert where.layer("service") == ""


def test_modules_are_imported_from_the_root() -> None:
    where = places(
        {"models": "backend/app/models/<resource>.py"},
        root="backend",
    )

    assert where.modules.models == "app.models.order_item"
    assert where.file("service") == "backend/app/services/order_item.py"
    assert where.modules.service == "app.services.order_item"


def test_an_application_may_stand_in_no_package() -> None:
    where = places({}, app="main:app", root="src")

    assert where.file("router") == "src/order_items/router.py"
    assert where.modules.router == "order_items.router"


@pytest.mark.parametrize(
    ("pattern", "folder"),
    [
        ("tests/api/test_<resource>.py", "tests/api/order_items"),
        ("tests/<resource>", "tests/order_items"),
        ("tests/unit/<resource>/api", "tests/unit/order_items"),
        ("", "app/tests/order_items"),
    ],
)
def test_tests_stand_beside_others(pattern: str, folder: str) -> None:
    where = places({"tests": pattern}, tests={"folder": "app/tests"})

    assert where.tests == folder


@pytest.mark.parametrize(
    ("pattern", "plurals", "folder"),
    [
        ("app/<resource>/tests", [], "app/order_item/tests"),
        ("app/<resource>/tests/test_views.py", ["routers"], "app/order_items/tests"),
        ("app/<resource>/test_<resource>.py", [], "app/order_item/tests"),
        ("tests/<resource>/test_views.py", [], "tests/order_items"),
    ],
)
def test_tests_stand_in_the_package_where_others_do(
    pattern: str, plurals: list[str], folder: str
) -> None:
    paths = {"routers": "app/<resource>/views.py", "tests": pattern, "plurals": plurals}

    assert places(paths).tests == folder


# In a service of ours -----------------------------------------------------------


MODULES_OF_OURS = {
    "feature": (
        "shop.order_items.models",
        "shop.order_items.schemas",
        "shop.order_items.service",
        "shop.order_items.router",
        "from shop.order_items import service",
    ),
    "layered": (
        "shop.models.order_item",
        "shop.schemas.order_item",
        "shop.services.order_item",
        "shop.routers.order_item",
        "from shop.services import order_item as service",
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_modules_stand_where_the_layout_says(layout: str) -> None:
    paths = paths_of_ours("shop", layout)
    made = places(paths, app="shop.main:create_app()", root="src").modules

    assert (*vars(made).values(), made.import_service) == MODULES_OF_OURS[layout]
