"""Where modules go that several resources share, and which are there."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from extensions.answers.project import Project
from tests.extensions.survey.projects import APP, value
from tests.extensions.survey.projects import found as found_in

ORDER = "class Order(Base):\n    __tablename__ = 'orders'\n    id: Mapped[int]\n"
USER = ORDER.replace("Order", "User").replace("orders", "users")

FOLDERS: dict[str, tuple[Mapping[str, str], str]] = {
    "beside the parts": (
        {"shop/models/order.py": ORDER, "shop/core/config.py": "x = 1\n"},
        "shop/core",
    ),
    "the likeliest of several": (
        {
            "shop/models/order.py": ORDER,
            "shop/lib/x.py": "x = 1\n",
            "shop/common/x.py": "x = 1\n",
        },
        "shop/common",
    ),
    "above one resource": (
        {"shop/orders/models.py": ORDER, "shop/core/config.py": "x = 1\n"},
        "shop/core",
    ),
    "beside the package": (
        {"shop/orders/models.py": ORDER, "core/db.py": "x = 1\n"},
        "core",
    ),
    "in the package": ({"shop/orders/models.py": ORDER}, "shop"),
    "where imports start": (
        {"main.py": APP, "shop/main.py": "", "models/order.py": ORDER},
        "models",
    ),
    "no folder of other things": (
        {"shop/orders/models.py": ORDER, "shop/core/readme.md": "x\n"},
        "shop",
    ),
}


@pytest.mark.parametrize("case", FOLDERS)
def test_the_folder(tmp_path: Path, case: str) -> None:
    files, folder = FOLDERS[case]

    assert value(tmp_path, "paths.shared", files) == folder


SHARED = {
    "shop/orders/models.py": ORDER,
    "shop/core/errors.py": (
        "class NotFound(HTTPException): ...\n"
        "class Conflict(HTTPException): ...\n"
        "def responses(*statuses): ...\n"
        "async def refusals(session, model=None): ...\n"
    ),
    "shop/core/pagination.py": "class CursorPage: ...\nasync def fetch_page(): ...\n",
}


def test_modules_are_found_by_what_they_define(tmp_path: Path) -> None:
    found = found_in(tmp_path, SHARED)

    assert found["shared"] == ["shared_errors", "shared_pagination"]
    assert not found["paths"]["taken"]


def test_a_module_of_the_project_keeps_its_name(tmp_path: Path) -> None:
    theirs = "class Page: ...\n"

    found = found_in(tmp_path, {**SHARED, "shop/core/pagination.py": theirs})

    assert found["shared"] == ["shared_errors"]
    assert found["paths"]["taken"] == ["pagination"]
    ours = Project(found).shared_file("pagination")
    assert ours == "shop/core/api_pagination.py"


def test_one_beside_it_is_found(tmp_path: Path) -> None:
    files = {
        **SHARED,
        "shop/core/pagination.py": "class Page: ...\n",
        "shop/core/api_pagination.py": SHARED["shop/core/pagination.py"],
    }

    assert found_in(tmp_path, files)["shared"] == ["shared_errors", "shared_pagination"]


def test_the_package_of_versions_before_is_not_where_modules_go() -> None:
    before = Project({"paths": {"shared": "shop/core/rest"}})

    assert before.shared_file("errors") == "shop/core/errors.py"
    assert before.former_folder == "shop/core/rest"


PLURALS: dict[str, tuple[Mapping[str, str], list[str]]] = {
    "of routers": (
        {
            "shop/models/order.py": ORDER,
            "shop/models/user.py": USER,
            "shop/routers/orders.py": "router = APIRouter()\n",
            "shop/routers/users.py": "router = APIRouter()\n",
            "shop/routers/login.py": "router = APIRouter()\n",
        },
        ["routers"],
    ),
    "of packages": (
        {"shop/orders/models.py": ORDER, "shop/users/models.py": USER},
        ["models"],
    ),
    "of one model": ({"shop/models/order.py": ORDER}, []),
    "of a word that ends so": (
        {
            "shop/models/address.py": ORDER.replace("Order", "Address"),
            "shop/models/status.py": USER.replace("User", "Status"),
        },
        [],
    ),
}


@pytest.mark.parametrize("case", PLURALS)
def test_plurals(tmp_path: Path, case: str) -> None:
    files, parts = PLURALS[case]

    assert value(tmp_path, "paths.plurals", files) == parts
