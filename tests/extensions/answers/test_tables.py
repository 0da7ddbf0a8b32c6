"""What of a project's models is looked up, and what is recorded."""

from typing import Any

import yaml

from extensions.answers.interview import recorded
from extensions.answers.project import Project
from extensions.answers.tables import compact, to_record, unread, with_tables
from extensions.survey.facts import KEYS

TABLES: dict[str, Any] = {
    "shop.models:Order": {
        "table": "orders",
        "key": {"name": "id", "type": "int"},
        "columns": {"id": "int", "customer_id": "int", "coupon_id": "int"},
        "references": {"customer_id": "customers.id", "coupon_id": "sales.coupons.id"},
        "required": ["customer_id"],
    },
    "shop.models:Customer": {"table": "customers", "key": None, "columns": {}},
    "shop.models:Coupon": {"table": "coupons", "schema": "sales", "columns": {}},
    "shop.models:Other": {"table": "others", "columns": {}},
}
PROJECT = {"app": "shop:app", "routers": {"prefix": None}, "models": [*TABLES]}


def test_models_are_looked_up_and_what_is_recorded_stays() -> None:
    recorded_before = {**PROJECT, "tables": {"shop.models:Other": {"table": "old"}}}

    known = with_tables({"project": recorded_before}, TABLES)

    models = {model.name: model.table for model in Project(known["project"]).models}
    assert models["Order"] == "orders"
    assert models["Other"] == "old"
    assert unread(PROJECT) == [*TABLES]
    assert unread(known["project"]) == []


def test_what_a_row_cannot_do_without_is_recorded_too() -> None:
    whole = {**PROJECT, "tables": TABLES}

    kept = to_record({"project": whole, "fields": {"order": "ref(Order)?"}})["project"]

    assert [*kept["tables"]] == ["shop.models:Order", "shop.models:Customer"]
    assert kept["models"] == [*TABLES]


def test_answers_that_need_no_model_record_none() -> None:
    whole = {**PROJECT, "tables": TABLES}

    assert "tables" not in to_record({"project": whole, "fields": {}})["project"]


def test_it_is_recorded_in_a_few_lines() -> None:
    whole = {**PROJECT, "tables": TABLES}

    text = recorded({"project": whole, "parent": "shop.models:Order"})

    again = yaml.safe_load(text)["project"]
    assert again["tables"]["shop.models:Customer"]["key"] is None
    assert again["models"] == [*TABLES]
    assert "routers" not in again
    assert (
        len(text.splitlines())
        == len(("project", "app", "models", "tables", "", "")) + 1
    )


def test_the_whole_of_earlier_answers_is_read() -> None:
    models = [{"model": name, **one} for name, one in TABLES.items()]
    before = {**PROJECT, "models": models}

    assert Project(before).holds_models
    assert not Project(PROJECT).holds_models
    assert to_record({"project": before})["project"] == before
    assert yaml.safe_load(compact(before))["models"] == models


def test_the_largest_project_has_at_most_sixty_lines() -> None:
    several = [f"shop.module_{number}:Name" for number in range(60)]
    found: dict[str, Any] = {}
    for key in KEYS:
        group, _, name = key.rpartition(".")
        inner = found
        for part in filter(None, group.split(".")):
            inner = inner.setdefault(part, {})
        inner[name] = [*several]
    found["tables"] = {one: {"columns": {"id": one}} for one in several}

    text = compact(found)

    assert len(text.splitlines()) < 60
    assert yaml.safe_load(text) == found
