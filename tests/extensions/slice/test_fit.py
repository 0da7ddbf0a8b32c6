"""How a project writes what endpoints are made of."""

from typing import Any

import pytest

from extensions.answers.project import Project
from extensions.slice.fit import Fit


def fit(**found: Any) -> Fit:
    return Fit(Project(found))


def model(name: str, table: str, key: str = "int") -> dict[str, Any]:
    return {
        "model": f"app.models:{name}",
        "table": table,
        "key": {"name": "id", "type": key},
        "columns": {"id": key},
    }


def test_anything_may_be_missing() -> None:
    made = fit()

    assert (made.base, made.schemas_base, made.mixins) == ("", "", ())
    assert (made.key.name, made.key.annotation) == ("id", "UUID")


@pytest.mark.parametrize(
    ("orm", "is_async", "is_sqlmodel"),
    [
        ("sqlalchemy-async", True, False),
        ("sqlalchemy-sync", False, False),
        ("sqlmodel-async", True, True),
        ("sqlmodel-sync", False, True),
    ],
)
def test_the_kind_of_its_orm(orm: str, is_async: bool, is_sqlmodel: bool) -> None:
    made = fit(orm=orm)

    assert (made.is_async, made.is_sqlmodel) == (is_async, is_sqlmodel)


@pytest.mark.parametrize(
    ("orm", "declared", "is_postgresql"),
    [
        ("sqlalchemy-async", ["asyncpg>=0.29", "SQLAlchemy"], True),
        ("sqlalchemy-async", ["asyncpg>=0.29", "aiosqlite"], False),
        ("sqlalchemy-async", ["aiosqlite"], False),
        ("sqlalchemy-sync", ["psycopg2-binary"], False),
    ],
)
def test_only_an_asynchronous_project_names_all_its_databases(
    orm: str, declared: list[str], is_postgresql: bool
) -> None:
    assert fit(orm=orm, dependencies={"declared": declared}).is_postgresql is (
        is_postgresql
    )


def test_the_key_is_what_most_models_have() -> None:
    models = [model("A", "as", "UUID"), model("B", "bs"), model("C", "cs")]

    assert fit(models=models).key.annotation == "int"
    assert fit(models=models, record={"key": "uuid"}).key.annotation == "UUID"


def test_an_inherited_key_comes_first() -> None:
    made = fit(record={"columns": {"id": "uuid.UUID"}, "key": "int"})

    assert made.inherits_key
    assert made.key.annotation == "UUID"


def test_tables_are_called_as_most_are() -> None:
    assert fit(models=[model("OrderItem", "order_item")]).has_singular_tables
    assert not fit(models=[model("OrderItem", "order_items")]).has_singular_tables
    assert not fit().has_singular_tables


def test_what_is_the_projects_own() -> None:
    made = fit(app="main:app", models=[model("A", "as")], tests={"folder": "tests/api"})

    assert made.packages == {"main", "app", "tests"}
