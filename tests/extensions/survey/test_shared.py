"""Where modules go that several resources share, and which are there."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.extensions.survey.projects import APP, value

ORDER = "class Order(Base):\n    __tablename__ = 'orders'\n    id: Mapped[int]\n"
USER = ORDER.replace("Order", "User").replace("orders", "users")

FOLDERS: dict[str, tuple[Mapping[str, str], str]] = {
    "beside the parts": (
        {"shop/models/order.py": ORDER, "shop/core/config.py": "x = 1\n"},
        "shop/core/rest",
    ),
    "the likeliest of several": (
        {
            "shop/models/order.py": ORDER,
            "shop/lib/x.py": "x = 1\n",
            "shop/common/x.py": "x = 1\n",
        },
        "shop/common/rest",
    ),
    "above one resource": (
        {"shop/orders/models.py": ORDER, "shop/core/config.py": "x = 1\n"},
        "shop/core/rest",
    ),
    "beside the package": (
        {"shop/orders/models.py": ORDER, "core/db.py": "x = 1\n"},
        "core/rest",
    ),
    "in the package": ({"shop/orders/models.py": ORDER}, "shop/rest"),
    "where imports start": (
        {"main.py": APP, "shop/main.py": "", "models/order.py": ORDER},
        "models/rest",
    ),
    "no folder of other things": (
        {"shop/orders/models.py": ORDER, "shop/core/readme.md": "x\n"},
        "shop/rest",
    ),
}


@pytest.mark.parametrize("case", FOLDERS)
def test_the_folder(tmp_path: Path, case: str) -> None:
    files, folder = FOLDERS[case]

    assert value(tmp_path, "paths.shared", files) == folder


REST = {
    "shop/orders/models.py": ORDER,
    "shop/core/rest/errors.py": "class NotFound(HTTPException):\n    pass\n",
    "shop/core/rest/persistence.py": "async def saved(session, row): ...\n",
    "shop/core/rest/validation.py": "class RequestModel(BaseModel):\n    pass\n",
    "shop/core/rest/cursors.py": "class Keyset:\n    pass\n",
}


def test_groups_are_found_by_what_they_define(tmp_path: Path) -> None:
    assert value(tmp_path, "shared", REST) == ["rest", "rest_cursors"]


def test_a_group_that_lacks_a_module_is_not_found(tmp_path: Path) -> None:
    files = {**REST, "shop/core/rest/persistence.py": ""}

    assert value(tmp_path, "shared", files) == ["rest_cursors"]


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
