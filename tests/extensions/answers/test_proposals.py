"""What is proposed for a model that is there."""

from typing import Any

import pytest

from extensions.answers.models import Model
from extensions.answers.project import model_in
from extensions.answers.proposals import fields_of, plural_of, resource_of

ORDER: dict[str, Any] = {
    "model": "shop.models:Order",
    "table": "orders",
    "fields": {
        "title": "str(200)",
        "hashed_password": "str",
        "reset_token": "str?",
        "shipped_on": "datetime",
        "modified_at": "datetime?, read_only",
        "updated_at": "datetime",
        "due_date": "date?",
    },
    "required": ["title", "shipped_on"],
}


def named(name: str, table: str) -> Model:
    return Model({"model": f"shop.models:{name}", "table": table})


def test_a_model_is_found_by_its_reference() -> None:
    project = {"models": [ORDER]}

    assert model_in({"model": "shop.models:Order", "project": project}) == Model(ORDER)
    assert model_in({"model": "shop.models:Item", "project": project}) is None
    assert model_in({}) is None


@pytest.mark.parametrize(
    ("name", "table", "resource", "plural"),
    [
        ("Invoice", "invoices", "invoice", "invoices"),
        ("BlogPost", "blog_posts", "blog_post", "blog_posts"),
        ("Person", "people", "person", "people"),
        ("Item", "tbl_item", "item", "items"),
        ("Author", "author", "author", "authors"),
        ("HTTPLog", "http_logs", "http_log", "http_logs"),
        ("User", "user", "user_record", "user_records"),
    ],
)
def test_its_names_are_those_of_its_class_and_its_table(
    name: str, table: str, resource: str, plural: str
) -> None:
    model = named(name, table)

    assert resource_of(model) == resource
    assert plural_of(model, resource) == plural


def test_its_columns_are_fields_but_for_secrets_and_what_cannot_be_said() -> None:
    assert fields_of(Model(ORDER)) == {
        "title": "str(200)",
        "shipped_on": "datetime",
        "modified_at": "datetime?, read_only",
        "due_date": "date?",
    }


@pytest.mark.parametrize(
    ("power", "expected"),
    [
        ("is_admin", {"name": "str", "is_admin": "bool = false, read_only"}),
        ("name", {"is_admin": "bool = false"}),
        ("", {"name": "str", "is_admin": "bool = false"}),
    ],
)
def test_nobody_gets_power_by_a_field(power: str, expected: dict[str, str]) -> None:
    columns = {"name": "str", "is_admin": "bool = false"}

    assert fields_of(Model({"fields": columns}), power) == expected
