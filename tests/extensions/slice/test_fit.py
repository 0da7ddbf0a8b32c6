"""How a project writes what endpoints are made of."""

from http import HTTPStatus
from typing import Any

import pytest

from extensions.answers.project import Project
from extensions.slice.fit import STATUS_NAMES, Envelope, Fit


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


@pytest.mark.parametrize(
    ("found", "has_str_enum"),
    [
        ({"python": ">=3.10"}, False),
        ({"python": ">=3.11"}, True),
        ({"format": {"target": "py310"}}, False),
        ({"format": {"target": "py312"}}, True),
        ({"python": "^3.10", "format": {"target": "py312"}}, False),
        ({}, False),
    ],
)
def test_it_is_written_for_the_oldest_python_that_it_has(
    found: dict[str, Any], has_str_enum: bool
) -> None:
    assert fit(**found).has_str_enum is has_str_enum


@pytest.mark.parametrize(
    ("packages", "declares_paths"),
    [
        ({"declared": ["fastapi>=0.100"]}, True),
        ({"declared": ["fastapi>=0.105"]}, False),
        ({"declared": ["fastapi>=0.100"], "locked": {"fastapi": "0.123.0"}}, False),
        ({"declared": ["fastapi>=0.115"], "locked": {"fastapi": "0.104.1"}}, True),
        ({"declared": ["fastapi"]}, False),
    ],
)
def test_limits_of_paths_are_declared_for_a_fastapi_that_forgets_them(
    packages: dict[str, Any], declares_paths: bool
) -> None:
    assert fit(dependencies=packages).declares_paths is declares_paths


@pytest.mark.parametrize(
    ("version", "types_are_classes"), [("0.0.42", True), ("0.0.43", False)]
)
def test_types_with_arguments_are_said_as_sqlmodel_takes_them(
    version: str, types_are_classes: bool
) -> None:
    packages = {"declared": ["sqlmodel"], "locked": {"sqlmodel": version}}

    assert fit(dependencies=packages).types_are_classes is types_are_classes


# What wraps its answers -------------------------------------------------------


def envelope(**found: Any) -> Envelope:
    given = {"class": "app.envelope:Reply", "data": "result", **found}
    return Fit(Project({"response": given})).envelope


def test_a_class_of_the_project_is_called_as_others_do() -> None:
    made = envelope(required={"code": "0", "message": "'ok'", "result": "None"})

    assert (made.module, made.name, made.data) == ("app.envelope", "Reply", "result")
    assert made.others == (("code", "0"), ("message", "'ok'"))
    assert made.is_generic
    assert not made.has_meta


def test_one_without_a_type_takes_what_can_be_encoded() -> None:
    assert not envelope(generic=False).is_generic


def test_our_own_tells_where_a_page_stands() -> None:
    made = Fit.of_ours({}, "shop").envelope

    assert made == Envelope("shop.envelope", "Envelope", has_meta=True)


@pytest.mark.parametrize("rules", [["PLR2004"], ["UP040"], None])
def test_statuses_have_names_where_its_linter_calls_numbers_magic(
    rules: list[str] | None,
) -> None:
    made = fit(format={"rules": rules})

    assert made.names_statuses is (rules == ["PLR2004"])


@pytest.mark.parametrize(("code", "name"), STATUS_NAMES.items())
def test_the_name_of_a_status_is_one_of_every_python(code: int, name: str) -> None:
    assert HTTPStatus[name] == code
