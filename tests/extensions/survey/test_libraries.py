"""What models inherit from classes of libraries."""

from pathlib import Path

from tests.extensions.survey.projects import found

BASE = "from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass\n\n\n"
USERS = BASE + (
    "from fastapi_users.db import SQLAlchemyBaseUserTableUUID\n\n\n"
    "class User(SQLAlchemyBaseUserTableUUID, Base):\n    name: Mapped[str]\n"
)
DATED = (
    "from advanced_alchemy.base import UUIDAuditBase\n\n\n"
    "class Order(UUIDAuditBase):\n    __tablename__ = 'orders'\n    note: Mapped[str]\n"
)


def test_users_of_fastapi_users(tmp_path: Path) -> None:
    project = found(tmp_path, {"shop/models.py": USERS})
    [user] = project["models"]

    assert (user["table"], user["key"]["field"]) == ("user", "uuid")
    assert user["required"] == ["name", "email", "hashed_password"]
    assert user["fields"]["is_superuser"] == "bool = false"
    assert project["base"] == "shop.models:Base"
    assert project["record"]["columns"] == {}


def test_models_of_advanced_alchemy(tmp_path: Path) -> None:
    project = found(tmp_path, {"shop/models.py": DATED})
    [order] = project["models"]

    assert project["base"] == "advanced_alchemy.base:UUIDAuditBase"
    assert {*project["record"]["columns"]} == {"id", "created_at", "updated_at"}
    assert order["fields"] == {
        "note": "text",
        "created_at": "datetime = now, read_only",
        "updated_at": "datetime = now, read_only",
    }


def test_a_project_has_nothing_of_libraries_that_it_does_not_use(
    tmp_path: Path,
) -> None:
    project = found(tmp_path, {"shop/models.py": BASE})

    assert (project["base"], project["models"]) == ("shop.models:Base", None)
