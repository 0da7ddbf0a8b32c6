"""How most routes are written."""

from pathlib import Path
from typing import Any

import pytest

from tests.extensions.survey.projects import value

MAIN = "from fastapi import FastAPI\nfrom shop import api\n\napp = FastAPI()\n"
INCLUDED = "app.include_router(api.router, prefix='/orders', tags=['orders'])\n"
PLAIN = "app.include_router(api.router)\n"
ROUTES = """
from fastapi import APIRouter
from shop.tools import timed

router = APIRouter({router})


@router.get("{all}"{more})
@timed
async def list_orders(){returned}: ...


@router.get("{one}"{more})
@timed
async def read_order(order_id: int){returned}: ...


@router.delete("{one}", status_code=204)
async def delete_order(order_id: int) -> None: ...
"""
KEYS = ("slash", "prefixes", "tags", "answers")
CASES = {
    "at the include, with a slash after all rows": (
        INCLUDED,
        {"all": "/", "one": "/{order_id}", "returned": " -> list[Order]"},
        ("collections", "include", "include", "annotation"),
    ),
    "at the router, without": (
        PLAIN,
        {
            "router": "prefix='/orders', tags=['orders']",
            "all": "",
            "one": "/{order_id}",
            "more": ", response_model=Order",
        },
        ("none", "router", "router", "response_model"),
    ),
    "at each route, with a slash everywhere": (
        PLAIN,
        {
            "all": "/orders/",
            "one": "/orders/{order_id}/",
            "more": ", response_model=Order, tags=['orders']",
            "returned": " -> Order",
        },
        ("all", "routes", "routes", "both"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_how_routes_are_declared(tmp_path: Path, case: str) -> None:
    include, parts, expected = CASES[case]
    empty = dict.fromkeys(("router", "all", "one", "more", "returned"), "")
    files = {
        "shop/main.py": MAIN + include,
        "shop/api.py": ROUTES.format(**empty | parts),
    }

    found = value(tmp_path, "routers", files)

    assert tuple(found[key] for key in KEYS) == expected
    assert found["decorators"] == ["shop.tools:timed"]


def test_the_class_of_routers(tmp_path: Path) -> None:
    api = ROUTES.format(router="", all="/", one="/{i}", more="", returned="")
    api = api.replace("APIRouter(", "AppRouter(").replace(
        "from fastapi import APIRouter", "from shop.tools import AppRouter"
    )
    files = {
        "shop/main.py": MAIN + INCLUDED,
        "shop/api.py": api,
        "shop/tools.py": "class AppRouter(APIRouter): ...\n",
    }

    assert value(tmp_path, "routers.class", files) == "shop.tools:AppRouter"


DOCUMENTED: dict[str, tuple[bool, str]] = {
    "all": (True, 'def one(\n    a: int,\n) -> int:\n    """Say it."""\n'),
    "none": (
        False,
        "def one(a: int) -> int:\n    return 1\n\n\nclass Two:\n    x: int\n",
    ),
    "private ones without": (
        True,
        'class One:\n    """It."""\n\n    def _two(self): ...\n',
    ),
}


@pytest.mark.parametrize("case", DOCUMENTED)
def test_whether_things_are_documented(tmp_path: Path, case: str) -> None:
    expected, text = DOCUMENTED[case]

    assert value(tmp_path, "docstrings", {"shop/a.py": text}) is expected


def test_schemas_and_services_may_be_single_files(tmp_path: Path) -> None:
    files: dict[str, Any] = {
        "shop/schemas.py": "class Order(BaseModel): ...\n",
        "shop/crud.py": "def create(): ...\n",
    }

    paths = value(tmp_path, "paths", files)

    assert (paths["schemas"], paths["services"]) == ("shop/schemas.py", "shop/crud.py")
