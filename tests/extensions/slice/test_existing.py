"""Endpoints for models that are there, in services that this template made."""

from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.answers.problem import Problem
from extensions.plan.files import files_of
from extensions.plan.plan import Plan
from extensions.slice.slice import Slice
from tests.extensions.slice.formatting import reformatted
from tests.extensions.slice.generated import rendered

MILESTONE: dict[str, Any] = {
    "model": "shop.plans.models:Milestone",
    "table": "milestones",
    "key": {"name": "id", "type": "UUID", "field": "uuid"},
    "columns": {
        "id": "UUID",
        "title": "str",
        "stage": "Stage",
        "created_at": "datetime",
        "updated_at": "datetime",
    },
    "references": {},
    "fields": {"title": "str(80)", "stage": "enum(open, done) = open"},
    "enums": {"stage": "shop.plans.stages:Stage"},
    "required": ["title"],
}
OURS = {
    "app": "shop.main:create_app()",
    "session": {
        "dependency": "shop.database:get_database",
        "alias": "shop.database:DatabaseDep",
    },
    "models": [MILESTONE],
}


def existing(changed: dict[str, Any] | None = None, **answers: Any) -> Slice:
    given = {
        "project_state": "existing",
        "project": {**OURS, "models": [{**MILESTONE, **(changed or {})}]},
        "package": "shop",
        "endpoint": "existing_model",
        "model": "shop.plans.models:Milestone",
        "resource": "goal",
        "auth": "none",
        **answers,
    }
    return Slice.of(Answers.of(given))


@pytest.mark.parametrize("artefact", ["schemas", "service", "router"])
def test_it_is_formatted(artefact: str) -> None:
    assert reformatted(rendered(artefact, existing())) == []


def test_neither_model_nor_revision_is_written() -> None:
    files = files_of(existing(), is_new=False)

    assert files["models"] == files["migration"] == ""
    assert files["service"] == "src/shop/goals/service.py"


@pytest.mark.parametrize("artefact", ["service", "router"])
def test_schemas_are_imported_by_the_name_of_the_resource(artefact: str) -> None:
    lines = rendered(artefact, existing()).splitlines()

    assert any(one.startswith("from shop.goals.schemas import") for one in lines)
    assert not any("MilestoneResponse" in one for one in lines)


def test_a_package_that_is_there_is_not_made() -> None:
    model = {"model": "shop.goals.models:Milestone"}
    made = existing(model, model="shop.goals.models:Milestone")

    assert files_of(made, is_new=False)["package"] == ""


def test_nothing_is_exported() -> None:
    edits = Plan.of(existing()).edits

    assert [type(edit).__name__ for edit in edits] == ["Register"]


def test_the_model_is_imported_from_where_it_is() -> None:
    source = rendered("service", existing())

    assert "from shop.plans.models import Milestone" in source
    assert "TABLE = Milestone.table()" in source


def test_its_enums_are_imported_from_where_they_are() -> None:
    assert "from shop.plans.stages import Stage" in rendered("schemas", existing())


@pytest.mark.parametrize(
    "model",
    [
        {"key": {"name": "id", "type": "int", "field": "int"}},
        {"columns": {"id": "UUID", "title": "str", "stage": "Stage"}},
    ],
)
def test_only_records_can_have_one(model: dict[str, Any]) -> None:
    with pytest.raises(Problem, match="a model that derives from Record"):
        existing(model)
