"""Schemas in projects of others: what of them follows the project."""

import ast
from pathlib import Path
from typing import Any

from tests.extensions.slice.fitted.projects import endpoint, rendered

SNAPSHOT = Path(__file__).parents[1] / "schemas" / "project.py.txt"
NAIVE = {
    "model": "app.models:A",
    "table": "as",
    "columns": {"id": "int", "created_at": "datetime"},
    "naive": ["created_at"],
}


def schemas(found: dict[str, Any] | None = None, **answers: Any) -> str:
    return rendered("schemas", endpoint(found, **answers))


def fields_of(source: str, name: str) -> dict[str, str]:
    """The annotations of a class, by the names of its fields."""
    classes = [one for one in ast.parse(source).body if isinstance(one, ast.ClassDef)]
    body = next(one.body for one in classes if one.name == name)
    return {
        ast.unparse(one.target): ast.unparse(one.annotation)
        for one in body
        if isinstance(one, ast.AnnAssign)
    }


def test_they_are_written_as_the_project_writes_them() -> None:
    found = {
        "schemas_base": "app.schemas.base:Camel",
        "python": ">=3.10,<4",
        "record": {"key": "int"},
    }
    fields = {
        "name": "str",
        "shelf": "ref(Shelf)",
        "shelves": "refs(Shelf)",
        "seen": "datetime = now",
    }
    assert schemas(found, fields=fields) == SNAPSHOT.read_text("utf-8")


def test_a_model_is_no_base_of_schemas() -> None:
    source = schemas({"schemas_base": "sqlmodel:SQLModel"})

    assert "class BoxResponse(BaseModel):" in source


def test_without_a_moment_they_are_sorted_by_key() -> None:
    columns = {"id": "int", "updated_on": "datetime | None"}
    source = schemas({"record": {"columns": columns}})

    assert fields_of(source, "BoxResponse")["updated_on"] == "StoredDatetime | None"
    assert "'-id'" in fields_of(source, "BoxQuery")["sort"]
    assert "created_at" not in source


def test_moments_without_a_zone_are_asked_for_without_one() -> None:
    record = {"columns": {"created_at": "datetime"}}
    source = schemas({"models": [NAIVE], "record": record})

    asked = fields_of(source, "BoxQuery")["created_at__gt"]
    assert asked == "NaiveDatetime | None"
