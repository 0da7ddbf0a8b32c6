"""Where routers stand, what stands before them, and where a new one is registered."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.extensions.survey.projects import found, value

ROUTER = """
    from fastapi import APIRouter

    router = APIRouter({})


    @router.get("")
    async def read() -> None: ...
"""
ORDERS, USERS = ROUTER.format("prefix='/orders'"), ROUTER.format("prefix='/users'")
LEAVES = {"shop/orders/routes.py": ORDERS, "shop/users/routes.py": USERS}
AGGREGATOR = """
    from fastapi import APIRouter

    from shop.orders.routes import router as orders
    from shop.users import routes

    router = APIRouter(prefix="/v1")
    router.include_router(orders)
    router.include_router(routes.router)
"""


def routers(folder: Path, files: Mapping[str, str]) -> dict[str, Any]:
    routers_: dict[str, Any] = found(folder, files)["routers"]
    return routers_


PREFIXES = {
    "of a setting": (
        {
            "shop/settings.py": "class Settings:\n    PREFIX: str = '/api'\n",
            "shop/main.py": "from fastapi import FastAPI\nfrom shop.api import router\n"
            "from shop.settings import settings\n\napp = FastAPI()\n"
            "app.include_router(router, prefix=settings.PREFIX)\n",
        },
        "/api/v1",
    ),
    "of a constant": (
        {
            "shop/main.py": "from fastapi import FastAPI\nfrom shop.api import router\n\n"
            "VERSION = 'a'\nSTART = f'/{VERSION}'\napp = FastAPI()\n"
            "app.include_router(router, prefix=START)\n",
        },
        "/a/v1",
    ),
    "that only running would tell": (
        {
            "shop/main.py": "from fastapi import FastAPI\nfrom shop.api import router\n\n"
            "app = FastAPI()\napp.include_router(router, prefix=chosen())\n",
        },
        None,
    ),
    "given to a factory": (
        {
            "shop/making.py": "from fastapi import FastAPI\n\n\n"
            "def make(router):\n    app = FastAPI()\n"
            "    app.include_router(router)\n    return app\n",
            "shop/main.py": "from shop.api import router\nfrom shop.making import make\n"
            "\napp = make(router=router)\n",
        },
        "/v1",
    ),
}


@pytest.mark.parametrize("case", PREFIXES)
def test_a_prefix(tmp_path: Path, case: str) -> None:
    files, prefix = PREFIXES[case]

    found_ = routers(tmp_path, {**LEAVES, "shop/api.py": AGGREGATOR, **files})

    assert (found_["register_in"], found_["prefix"]) == ("shop/api.py", prefix)
    assert found_["paths"] == ["/orders", "/users"]


MAIN = """
    from fastapi import FastAPI

    from shop.api import router

    app = FastAPI()
    app.include_router(router)
"""
INCLUDED = {
    "in a loop": """
        from fastapi import APIRouter
        from shop.orders.routes import router as orders
        from shop.users.routes import router as users

        router = APIRouter()
        several = [orders, users]
        for one in several:
            router.include_router(one)
    """,
    "by modules in a loop": """
        from fastapi import APIRouter
        from shop.orders import routes as orders
        from shop.users import routes as users

        router = APIRouter()
        for module in (orders, users):
            router.include_router(module.router)
    """,
}


@pytest.mark.parametrize("case", INCLUDED)
def test_routers_are_included(tmp_path: Path, case: str) -> None:
    files = {**LEAVES, "shop/main.py": MAIN, "shop/api.py": INCLUDED[case]}

    found_ = routers(tmp_path, files)

    assert found_["register_in"] == "shop/api.py"
    assert found_["paths"] == ["/orders", "/users"]
    assert found_["folder"] == "shop"


def test_the_parts_of_one_resource_are_no_place_for_another(tmp_path: Path) -> None:
    part = ROUTER.format("")
    users = """
        from fastapi import APIRouter
        from shop.users import first, second, third

        router = APIRouter(prefix="/users")
        router.include_router(first.router)
        router.include_router(second.router)
        router.include_router(third.router)
    """
    files = {
        "shop/main.py": MAIN,
        "shop/api.py": AGGREGATOR,
        "shop/orders/routes.py": ORDERS,
        "shop/users/routes.py": users,
        **{f"shop/users/{name}.py": part for name in ("first", "second", "third")},
    }

    assert routers(tmp_path, files)["register_in"] == "shop/api.py"


def test_health_is_no_resource(tmp_path: Path) -> None:
    main = MAIN.replace("app.include", "app.include_router(health)\n    app.include", 1)
    files = {
        "shop/main.py": main.replace(
            "from shop.api",
            "from shop.health import router as health\n    from shop.api",
        ),
        "shop/health.py": ROUTER.format("prefix='/health'"),
        "shop/api.py": "from fastapi import APIRouter\n"
        "from shop.orders.routes import router as orders\n\n"
        "router = APIRouter()\nrouter.include_router(orders)\n",
        "shop/orders/routes.py": ORDERS,
    }

    assert routers(tmp_path, files)["register_in"] == "shop/api.py"


def test_routers_that_functions_make(tmp_path: Path) -> None:
    orders = """
        from fastapi import APIRouter


        def make_orders() -> APIRouter:
            router = APIRouter(prefix="/orders")

            @router.get("")
            async def read() -> None: ...

            return router
    """
    main = """
        from fastapi import FastAPI
        from shop.orders import make_orders


        def create_app() -> FastAPI:
            app = FastAPI()
            app.include_router(make_orders())
            return app
    """

    found_ = routers(tmp_path, {"shop/main.py": main, "shop/orders.py": orders})

    assert (found_["register_in"], found_["paths"]) == ("shop/main.py", ["/orders"])


def test_endpoints_in_classes(tmp_path: Path) -> None:
    module = """
        from fastapi import APIRouter

        router = APIRouter()


        @controller(router)
        class Orders:
            @router.get("/orders")
            def read(self) -> None: ...
    """

    assert routers(tmp_path, {"shop/orders.py": module})["endpoints"] == "classes"


WRITTEN = {
    "annotated": "def one(a: Annotated[int, Depends(f)], b=Depends(g)): ...\n"
    "def two(a: Annotated[int, Depends(f)]): ...\n",
    "default": "def one(a: int = Depends(f)): ...\nX = Annotated[int, Depends(f)]\n",
    None: "def one(): ...\n",
}


@pytest.mark.parametrize("expected", WRITTEN)
def test_how_parameters_are_written(tmp_path: Path, expected: str | None) -> None:
    files = {"shop/api.py": WRITTEN[expected]}

    assert value(tmp_path, "routers.depends", files) == expected


def test_a_router_may_be_included_twice(tmp_path: Path) -> None:
    main = """
        from fastapi import FastAPI
        from shop.health import router

        app = FastAPI()
        app.include_router(router, prefix="/public/health")
        app.include_router(router, prefix="/health")
    """
    health = ROUTER.format("") + "\n"
    files = {"shop/main.py": main, "shop/health.py": health}

    assert value(tmp_path, "routers.paths", files) == ["/health", "/public/health"]


@pytest.mark.parametrize(
    ("prefixes", "leading"),
    [
        (("/api/v1/users", "/api/v1/orders"), "/api/v1"),
        (("/api/users",), "/api"),
        (("/v1/users", "/v2/orders"), None),
        (("/api/users", "/orders"), None),
        (("/users", "/users/roles"), None),
        (("/apiary", "/api"), None),
    ],
)
def test_what_each_router_begins_its_own_prefix_with(
    prefixes: tuple[str, ...], leading: str | None, tmp_path: Path
) -> None:
    names = [f"part{number}" for number in range(len(prefixes))]
    files = {
        f"shop/{name}.py": "from fastapi import APIRouter\n"
        f"router = APIRouter(prefix='{prefix}')\n"
        "@router.get('/{id}')\ndef read(id: int): ...\n"
        for name, prefix in zip(names, prefixes, strict=True)
    }
    included = "".join(f"app.include_router({name}.router)\n" for name in names)
    files["shop/main.py"] = (
        f"from fastapi import FastAPI\nfrom shop import {', '.join(names)}\n"
        f"app = FastAPI()\n{included}"
    )

    assert routers(tmp_path, files)["leading"] == leading
