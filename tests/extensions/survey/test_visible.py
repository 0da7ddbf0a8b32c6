"""What makes models visible to Alembic."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.extensions.survey.projects import value

ORDER = "class Order(Base):\n    __tablename__ = 'orders'\n    id: Mapped[int]\n"
USER = ORDER.replace("Order", "User").replace("orders", "users")
FILES = {
    "alembic.ini": "[alembic]\nscript_location = alembic\n",
    "shop/db.py": "class Base(DeclarativeBase):\n    pass\n",
    "shop/models/order.py": ORDER,
    "shop/models/user.py": USER,
}
SCAN = "import pkgutil\nfor one in pkgutil.iter_modules(shop.models.__path__): ...\n"

CASES: dict[str, tuple[Mapping[str, str], str | None]] = {
    "the environment itself": (
        {"alembic/env.py": "from shop.models import order, user\n"},
        "alembic/env.py",
    ),
    "the package of the models": (
        {
            "alembic/env.py": "from shop import models\n",
            "shop/models/__init__.py": "from .order import Order\nfrom .user import User\n",
        },
        "shop/models/__init__.py",
    ),
    "a module for that": (
        {
            "alembic/env.py": "from shop.base import Base\n",
            "shop/base.py": "from shop.models.order import *\nimport shop.models.user\n"
            "from shop.db import Base\n",
        },
        "shop/base.py",
    ),
    "nothing yet": ({"alembic/env.py": "from shop.db import Base\n"}, "alembic/env.py"),
    "a scan of the environment": (
        {"alembic/env.py": f"import shop.models\n{SCAN}"},
        None,
    ),
    "a scan of the package": (
        {"alembic/env.py": "import shop.models\n", "shop/models/__init__.py": SCAN},
        None,
    ),
    "the application": ({"alembic/env.py": "from shop.main import app\n"}, None),
    "an application around the models": (
        {
            "alembic/env.py": "from shop.models.order import Base\n",
            "shop/__init__.py": "from fastapi import FastAPI\nfrom shop import api\n"
            "app = FastAPI()\n",
            "shop/api.py": "from shop.models import order, user\n",
        },
        "alembic/env.py",
    ),
    "no environment": ({}, None),
}


@pytest.mark.parametrize("case", CASES)
def test_the_file_that_names_models(tmp_path: Path, case: str) -> None:
    files, expected = CASES[case]

    assert value(tmp_path, "migrations.imports", {**FILES, **files}) == expected
