"""The facts, one by one, in the forms that projects have them."""

from pathlib import Path
from typing import Any

import pytest

from extensions.survey.survey import Survey
from tests.extensions.survey.projects import APP, found, written


def value(project: dict[str, Any], key: str) -> Any:
    for part in key.split("."):
        project = project[part]
    return project


APPLICATIONS = {
    "shop.main:app": {"shop/main.py": APP},
    "shop.main:create_app()": {
        "shop/main.py": "def create_app():\n    return FastAPI()\n",
    },
    "shop.main:application": {
        "shop/main.py": "def make():\n    return FastAPI()\n\n\napplication = make()\n",
    },
    "shop.server:app": {"shop/server.py": APP, "shop/deep/other.py": APP},
    "main:app": {"main.py": APP, "tests/test_main.py": APP},
}


@pytest.mark.parametrize("expected", APPLICATIONS)
def test_the_application(tmp_path: Path, expected: str) -> None:
    survey = Survey.of(written(tmp_path, APPLICATIONS[expected]))

    assert survey.project["app"] == expected


ROUTER = "from fastapi import APIRouter\n\nrouter = APIRouter(prefix={prefix!r})\n"
AGGREGATOR = """
    from fastapi import APIRouter

    from shop.orders import router as orders

    router = APIRouter(prefix="/api")
    router.include_router(orders)
"""


def test_routers_are_registered_in_an_aggregator(tmp_path: Path) -> None:
    main = """
        from fastapi import FastAPI
        from shop import api

        app = FastAPI()
        app.include_router(api.router, prefix="/v1")
    """
    orders = ROUTER.format(prefix="/orders")
    files = {"shop/main.py": main, "shop/api.py": AGGREGATOR, "shop/orders.py": orders}

    routers = found(tmp_path, files)["routers"]

    assert routers["register_in"] == "shop/api.py"
    assert routers["prefix"] == "/v1/api"
    assert routers["paths"] == ["/orders"]


def test_routers_are_registered_in_the_application(tmp_path: Path) -> None:
    main = "from fastapi import FastAPI\n\napp = FastAPI()\napp.include_router(x)\n"
    files = {"shop/main.py": main, "shop/x.py": ROUTER.format(prefix="/x")}

    assert found(tmp_path, files)["routers"]["register_in"] == "shop/main.py"


VALUES: list[tuple[str, object, dict[str, str]]] = [
    ("orm", "sqlalchemy-sync", {"shop/db.py": "from sqlalchemy import select\n"}),
    ("orm", "tortoise", {"shop/db.py": "from tortoise import fields\n"}),
    ("orm", "sql", {"shop/db.py": "import asyncpg\n"}),
    ("orm", "none", {}),
    (
        "orm",
        None,
        {"shop/db.py": "from motor.motor_asyncio import AsyncIOMotorClient\n"},
    ),
    ("session.style", None, {}),
    ("auth.kind", "none", {}),
    ("response.kind", "direct", {}),
    ("migrations.heads", None, {}),
    ("shared", [], {}),
    ("models", None, {}),
    (
        "auth.kind",
        "bearer",
        {
            "shop/auth.py": "from fastapi.security import HTTPBearer\n\nx = HTTPBearer()\n"
        },
    ),
    (
        "base",
        "shop.db:Model",
        {
            "shop/db.py": "from sqlalchemy.orm import DeclarativeBase\n\n\n"
            "class Model(DeclarativeBase):\n    pass\n",
        },
    ),
    (
        "session.dependency",
        "shop.db:get_session",
        {
            "shop/db.py": "async def get_session() -> AsyncIterator[AsyncSession]:\n"
            "    yield x\n",
            "shop/x.py": "from .db import get_session\n\n\n"
            "def route(session=Depends(get_session)): ...\n",
        },
    ),
    (
        "schemas_base",
        "shop.base:Schema",
        {
            "shop/base.py": "class Schema(BaseModel):\n    model_config = {}\n",
            "shop/x.py": "from .base import Schema\n\n\nclass X(Schema):\n    a: int\n",
        },
    ),
    (
        "response.kind",
        "envelope",
        {
            "shop/wrap.py": "class Wrapped(BaseModel, Generic[T]):\n"
            "    data: T\n    meta: dict[str, int]\n",
            "shop/x.py": "def route() -> Wrapped[int]: ...\n",
        },
    ),
    (
        "dependencies.declared",
        ["fastapi", "uvicorn>=1"],
        {"requirements.txt": "# web\nfastapi\nuvicorn>=1 # server\n-r more.txt\n"},
    ),
    ("dependencies.manager", "poetry", {"pyproject.toml": "[tool.poetry]\nname='x'\n"}),
    ("tests.client", "testclient", {"tests/test_x.py": "client = TestClient(app)\n"}),
    ("tests.plugin", "anyio", {"tests/test_x.py": "@pytest.mark.anyio\n"}),
]


@pytest.mark.parametrize(("key", "expected", "files"), VALUES)
def test_a_value(
    tmp_path: Path, key: str, expected: object, files: dict[str, str]
) -> None:
    assert value(found(tmp_path, files), key) == expected


# Models -----------------------------------------------------------------------

MAPPED = """
    import enum

    from sqlalchemy import Column, ForeignKey, Integer
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


    class Base(DeclarativeBase):
        pass


    class Stamped:
        made_at: Mapped["datetime"] = mapped_column()


    class Order(Stamped, Base):
        __tablename__ = "orders"

        number: Mapped[int] = mapped_column(primary_key=True)
        note: Mapped[str | None]
        owner_id = Column(Integer, ForeignKey("users.id"))
        items: Mapped[list["Item"]] = relationship()
        LIMIT = 5
"""


def test_a_model_has_the_columns_of_its_bases(tmp_path: Path) -> None:
    [model] = found(tmp_path, {"shop/models.py": MAPPED})["models"]

    assert (
        model
        | {
            "model": "shop.models:Order",
            "table": "orders",
            "key": {"name": "number", "type": "int", "field": "int"},
            "columns": {
                "number": "int",
                "note": "str | None",
                "owner_id": "Integer",
                "made_at": "datetime",
            },
            "references": {"owner_id": "users.id"},
        }
        == model
    )


def test_a_model_of_sqlmodel_has_a_table(tmp_path: Path) -> None:
    text = """
        from sqlmodel import Field, SQLModel


        class Hero(SQLModel, table=True):
            id: int | None = Field(default=None, primary_key=True)
            name: str


        class HeroCreate(SQLModel):
            name: str
    """

    [model] = found(tmp_path, {"shop/models.py": text})["models"]

    assert model["table"] == "hero"
    assert model["columns"] == {"id": "int | None", "name": "str"}


# Migrations -------------------------------------------------------------------

INI = "[alembic]\nscript_location = %(here)s/migrations\n"


def migrations(tmp_path: Path, **revisions: str) -> list[str]:
    files = {
        f"migrations/versions/{name}.py": f'revision: str = "{name}"\n{parent}\n'
        for name, parent in revisions.items()
    }
    heads: list[str] = found(tmp_path, {"alembic.ini": INI, **files})["migrations"][
        "heads"
    ]
    return heads


def test_the_head_is_the_revision_that_none_follows(tmp_path: Path) -> None:
    heads = migrations(
        tmp_path,
        first="down_revision = None",
        second='down_revision: str | None = "first"',
    )

    assert heads == ["second"]


def test_several_heads_are_all_found(tmp_path: Path) -> None:
    heads = migrations(
        tmp_path,
        a="down_revision = None",
        b='down_revision = "a"',
        c='down_revision = "a"',
    )

    assert heads == ["b", "c"]


def test_a_merge_follows_several(tmp_path: Path) -> None:
    heads = migrations(
        tmp_path,
        a="down_revision = None",
        b="down_revision = None",
        c='down_revision = (\n    "a",\n    "b",\n)',
    )

    assert heads == ["c"]


def test_a_revision_in_newer_syntax_counts(tmp_path: Path) -> None:
    heads = migrations(
        tmp_path,
        a="down_revision = None",
        b='down_revision = "a"\n\ndef upgrade(:\n',
    )

    assert heads == ["b"]
