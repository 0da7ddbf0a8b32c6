"""The application, wherever it is made."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from extensions.survey.survey import Survey
from tests.extensions.survey.projects import APP, written

FACTORY = "from fastapi import FastAPI\n\n\ndef make():\n    return FastAPI()\n"
CASES: dict[str, Mapping[str, str]] = {
    "shop.main:app": {
        "shop/making.py": FACTORY,
        "shop/main.py": "from shop.making import make\n\napp = make()\n",
    },
    "shop.main:api": {
        "shop/main.py": "from fastapi import FastAPI\n\n\nclass Maker:\n"
        "    def __init__(self):\n        self.app = FastAPI()\n\n\n"
        "maker = Maker()\napi = maker.app\n",
    },
    "shop.run:make()": {"shop/run.py": FACTORY},
}


@pytest.mark.parametrize("app", CASES)
def test_an_application(tmp_path: Path, app: str) -> None:
    assert Survey.of(written(tmp_path, CASES[app])).project["app"] == app


def test_several_applications_are_told(tmp_path: Path) -> None:
    project = Survey.of(
        written(tmp_path, {"shop/main.py": APP, "shop/admin/site.py": APP})
    ).project

    assert project["app"] == "shop.main:app"
    assert project["apps"] == ["shop.main:app", "shop.admin.site:app"]


MOUNTED = "from shop.admin import app as admin\n\napp.mount('/admin', admin)\n"
PARTS: dict[str, Mapping[str, str]] = {
    "below a path of another": {"shop/admin.py": APP, "shop/main.py": APP + MOUNTED},
    "in examples": {"shop/main.py": APP, "examples/small.py": APP},
}


@pytest.mark.parametrize("case", PARTS)
def test_what_is_no_application_of_its_own(tmp_path: Path, case: str) -> None:
    project = Survey.of(written(tmp_path, PARTS[case])).project

    assert (project["app"], project["apps"]) == ("shop.main:app", None)


MADE: dict[str, Mapping[str, str]] = {
    "by a subclass": {
        "shop/main.py": "from fastapi import FastAPI\n\n\nclass Api(FastAPI):\n"
        "    pass\n\n\napp = Api()\n",
    },
    "by a factory that only says so": {
        "shop/base.py": FACTORY,
        "shop/main.py": "from fastapi import FastAPI\nfrom shop.base import make\n\n\n"
        "def create() -> FastAPI:\n    return make()\n\n\napp: FastAPI = create()\n",
    },
}


@pytest.mark.parametrize("case", MADE)
def test_how_an_application_is_made(tmp_path: Path, case: str) -> None:
    assert Survey.of(written(tmp_path, MADE[case])).project["app"] == "shop.main:app"


ROUTER = """
    from fastapi import APIRouter

    router = APIRouter(prefix="/{name}s")


    @router.get("")
    async def read(): ...
"""
SERVING = "\nfrom {module} import router\n\napp.include_router(router)\n"


def routed(module: str) -> str:
    return APP + SERVING.format(module=module)


def test_the_application_is_the_one_that_routers_are_reached_from(
    tmp_path: Path,
) -> None:
    files = {
        "shop/main.py": APP,
        "shop/web/server.py": routed("shop.orders"),
        "shop/orders.py": ROUTER.format(name="order"),
    }

    project = Survey.of(written(tmp_path, files)).project

    assert (project["app"], project["apps"]) == ("shop.web.server:app", None)


SITES = {
    "shop/main.py": routed("shop.orders"),
    "shop/orders.py": ROUTER.format(name="order"),
    "admin/main.py": routed("admin.users"),
    "admin/users.py": ROUTER.format(name="user"),
}


@pytest.mark.parametrize(
    ("app", "path"), [("shop.main:app", "/orders"), ("admin.main:app", "/users")]
)
def test_what_another_application_serves_is_left_out(
    tmp_path: Path, app: str, path: str
) -> None:
    project = Survey.of(written(tmp_path, SITES), app).project

    assert sorted(project["apps"]) == ["admin.main:app", "shop.main:app"]
    assert project["routers"]["paths"] == [path]
    assert project["routers"]["register_in"].startswith(app.partition(".")[0])


MOUNTS: dict[str, Mapping[str, str]] = {
    "of another module": {
        "shop/main.py": f"{APP}\nfrom shop.api import app as api\n\n"
        "app.mount('/v1', api)\n",
        "shop/api.py": routed("shop.orders"),
    },
    "by a function": {
        "shop/main.py": f"{APP}\nfrom shop.api import make, mount\n\nmount(app, make())\n",
        "shop/api.py": "from fastapi import FastAPI\nfrom shop.orders import router\n\n\n"
        "def make() -> FastAPI:\n    app = FastAPI()\n    app.include_router(router)\n"
        "    return app\n\n\n"
        "def mount(app: FastAPI, api: FastAPI):\n    app.mount('/v1', make())\n",
    },
    "below what a function gives": {
        "shop/main.py": f"{APP}\nfrom shop.api import app as api\nfrom shop import paths\n\n"
        "app.mount(paths.base() + '/v1', api)\n",
        "shop/paths.py": "def base():\n    path = os.getenv('BASE', '')\n    return path\n",
        "shop/api.py": routed("shop.orders"),
    },
}


@pytest.mark.parametrize("case", MOUNTS)
def test_the_path_of_a_mount_is_part_of_the_prefix(tmp_path: Path, case: str) -> None:
    orders = ROUTER.format(name="order")

    project = Survey.of(written(tmp_path, {**MOUNTS[case], "shop/orders.py": orders}))

    assert project.project["routers"]["prefix"] == "/v1"
    assert project.project["routers"]["register_in"] == "shop/api.py"


def test_routers_of_a_class_of_the_projects_own(tmp_path: Path) -> None:
    files = {
        "shop/main.py": routed("shop.orders"),
        "shop/routing.py": "class AppRouter(APIRouter):\n    pass\n",
        "shop/orders.py": ROUTER.format(name="order").replace(
            "APIRouter(", "AppRouter("
        ),
    }

    routers = Survey.of(written(tmp_path, files)).project["routers"]

    assert (routers["paths"], routers["folder"]) == (["/orders"], "shop")
