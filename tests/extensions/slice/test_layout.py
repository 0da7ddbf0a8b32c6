"""Where modules stand."""

import pytest

from extensions.answers.names import Name
from extensions.slice.layout import LAYOUTS, PACKAGES, PARTS, Modules, path

NAME = Name("order_item", "order_items")

MODULES = {
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


@pytest.mark.parametrize(("layout", "modules"), MODULES.items())
def test_modules_stand_where_the_layout_says(
    layout: str, modules: tuple[str, ...]
) -> None:
    made = Modules.of(layout, "shop", NAME)
    assert (*(getattr(made, part) for part in PARTS), made.import_service) == modules


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_module_stands_in_a_package_of_the_layout(layout: str) -> None:
    packages = {package.format(plural=NAME.plural) for package in PACKAGES[layout]}
    made = Modules.of(layout, "shop", NAME)
    assert {getattr(made, part).split(".")[1] for part in PARTS} == packages


def test_module_has_a_file() -> None:
    assert path("shop.models.order_item") == "shop/models/order_item.py"
