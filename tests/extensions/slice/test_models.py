"""Models and first revisions: one text for all conventions.

`python -m tests.extensions.slice.test_models` writes the snapshots again.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extensions.slice.slice import Slice
from tests.extensions.slice.fitted.projects import PROJECT, endpoint
from tests.extensions.slice.generated import slice_of
from tests.in_process import environment, file_of

SNAPSHOTS = Path(__file__).parent / "models"

FIELDS: dict[str, Any] = {
    "name": "str(200), unique",
    "note": "text?",
    "price": "decimal(10, 2) = 1",
    "total": "bigint = 0",
    "is_open": "bool = true",
    "day": "date = today",
    "at": "datetime = now",
    "data": "json = {}",
    "labels": "list[str] = []",
    "days": "list[date]?",
    "status": "enum(draft, in-use) = draft, index",
    "mail": "email?",
    "address": {"street": "str(40)"},
}
LINKS: dict[str, Any] = {
    "shelf": "ref(Shelf)?, on_delete=set_null",
    "shelves": "refs(Shelf)",
    "others": "refs(self)",
}
SQLMODEL = {"orm": "sqlmodel-async", "base": "sqlmodel:SQLModel"}
OLD = {"dependencies": {"locked": {"sqlmodel": "0.0.38"}}}
SQLITE = {"dependencies": {"declared": ["aiosqlite"]}}
DATACLASS: dict[str, Any] = {"record": {"dataclass": True, "key": "uuid"}}
POSITIONAL: dict[str, Any] = {"record": {**DATACLASS["record"], "positional": True}}
INHERITED = {
    "record": {
        "base": "app.db:Base",
        "mixins": ["app.db:Stamped"],
        "columns": {"id": "uuid.UUID", "created_at": "datetime.datetime | None"},
    }
}


def conventions() -> Iterator[tuple[str, Slice]]:
    """An endpoint for each way to write models."""
    yield "ours", slice_of(FIELDS | {"others": "refs(self)"})
    yield "sqlalchemy", endpoint(fields=FIELDS | LINKS)
    yield "sqlmodel", endpoint(SQLMODEL, fields=FIELDS | LINKS)
    yield "sqlmodel_with_columns", endpoint(SQLMODEL | OLD, fields=FIELDS)
    yield "sqlmodel_without_limits", endpoint(SQLMODEL | SQLITE)
    yield "positional_dataclass", endpoint(POSITIONAL, fields=FIELDS | LINKS)
    yield "sqlite_dataclass", endpoint(SQLITE | DATACLASS, fields=FIELDS | LINKS)
    yield "inherited", endpoint(INHERITED)


def written(made: Slice) -> str:
    return f"{file_of('models', made)}\n\n{file_of('migration', made)}"


@pytest.mark.parametrize(("name", "made"), [*conventions()], ids=str)
def test_models_are_written_as_the_project_writes_its_own(
    name: str, made: Slice
) -> None:
    assert written(made) == snapshot(name).read_text("utf-8")


def snapshot(name: str) -> Path:
    return SNAPSHOTS / f"{name}.py.txt"


@pytest.mark.parametrize(
    ("key", "type_", "factory"),
    [
        ("int", "sa.Integer", None),
        ("bigint", "sa.BigInteger", None),
        ("uuid", "sa.Uuid", "uuid4"),
        ("str", "sa.String", "lambda: str(uuid4())"),
    ],
)
def test_the_key_is_of_the_projects_type(
    key: str, type_: str, factory: str | None
) -> None:
    table = endpoint({"record": {"key": key}}).table

    assert (table.key_type.name, table.key_factory) == (type_, factory)


def test_tables_are_called_as_others_are() -> None:
    models = [{**PROJECT["models"][0], "table": "user"}]

    assert endpoint({"models": models}).table.name == "box"


def test_a_reference_has_the_type_of_the_key() -> None:
    [column] = endpoint(fields={"shelf": "ref(Shelf)?"}).table.columns

    assert column.annotation == "str"
    assert column.target
    assert column.target.reference == "shelves.code"
    assert column.stored.type.arguments == ("8",)


def test_a_removed_table_comes_back_with_one_key() -> None:
    for made in (slice_of({"name": "str"}), endpoint()):
        names = [column.name for column in made.table.stored]
        assert names.count("id") == 1
        assert len(names) == len({*names})


MODELS = """\
{% extends "parts/models.py.jinja" %}
{% block bases %}Audited, {{ super() }}{% endblock %}
{% block columns %}
{{ super() }}
    tenant: Mapped[str] = mapped_column(sa.String(20))
{% endblock %}
"""
MIGRATION = """\
{% extends "parts/migration.py.jinja" %}
{% block columns %}
{{ super() }}
        sa.Column("tenant", sa.String(20), nullable=False),
{% endblock %}
"""


def test_a_house_adds_a_column_to_every_table() -> None:
    for made in (slice_of({"name": "str"}), endpoint()):
        model, migration = (
            environment().from_string(source).render(slice=made)
            for source in (MODELS, MIGRATION)
        )

        [found] = (
            one for one in ast.parse(model).body if isinstance(one, ast.ClassDef)
        )
        assert ast.unparse(found.bases[0]) == "Audited"
        assert "tenant" in [
            ast.unparse(one.target)
            for one in found.body
            if isinstance(one, ast.AnnAssign)
        ]
        assert "sa.Column('tenant', " in ast.unparse(ast.parse(migration))


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for name, made in conventions():
        snapshot(name).write_text(written(made), "utf-8")
