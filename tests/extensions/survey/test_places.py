"""The patterns that the modules of a resource follow."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.extensions.survey.projects import value

ORDER = "class Order(Base):\n    __tablename__ = 'orders'\n    id: Mapped[int]\n"
USER = ORDER.replace("rder", "ser").replace("O", "U").replace("'o", "'u")
SCHEMA = "class OrderRead(BaseModel):\n    id: int\n"

CASES: dict[str, tuple[str, Mapping[str, str], str | None]] = {
    "one module of all": ("models", {"shop/models.py": ORDER}, "shop/models.py"),
    "one module in a folder": (
        "models",
        {"shop/db/models.py": ORDER + USER},
        "shop/db/models.py",
    ),
    "packages of resources": (
        "models",
        {"shop/orders/models.py": ORDER, "shop/users/models.py": USER},
        "shop/<resource>/models.py",
    ),
    "the name twice": (
        "models",
        {"shop/order/domain/order.py": ORDER},
        "shop/<resource>/domain/<resource>.py",
    ),
    "a name with an ending": (
        "services",
        {
            "shop/models/order.py": ORDER,
            "shop/services/order_service.py": "def make(): ...\n",
        },
        "shop/services/<resource>_service.py",
    ),
    "scripts are no schemas": (
        "schemas",
        {"shop/models.py": ORDER, "docs/scripts/make_schema.py": SCHEMA},
        None,
    ),
    "tests between two words": (
        "tests",
        {"shop/models.py": ORDER, "tests/test_order_routes.py": "def test_a(): ...\n"},
        "tests/test_<resource>_routes.py",
    ),
    "packages that say nothing of resources": (
        "schemas",
        {
            "shop/models.py": ORDER,
            "shop/schemas/request/order.py": SCHEMA,
            **{f"shop/schemas/{n}/__init__.py": "# Schemas.\n" for n in "abcde"},
        },
        "shop/schemas/request/<resource>.py",
    ),
    "tests of routes": (
        "tests",
        {"shop/models.py": ORDER, "tests/api/test_orders.py": "def test_it(): ...\n"},
        "tests/api/test_<resource>.py",
    ),
    "a service of what only routes tell of": (
        "services",
        {
            "shop/main.py": """
                from fastapi import FastAPI
                from shop.parcel.views import router

                app = FastAPI()
                app.include_router(router)
            """,
            "shop/parcel/views.py": """
                from fastapi import APIRouter

                router = APIRouter(prefix="/parcels")
            """,
            "shop/parcel/service.py": "def list_parcels(): ...\n",
        },
        "shop/<resource>/service.py",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_pattern(tmp_path: Path, case: str) -> None:
    part, files, pattern = CASES[case]

    assert value(tmp_path, f"paths.{part}", files) == pattern
