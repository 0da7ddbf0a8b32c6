"""What the survey reads of models, and what SQLAlchemy says of them when they run."""

import json
from pathlib import Path
from typing import Any

import pytest

from extensions.answers.field import Field
from extensions.answers.field_place import Place
from extensions.answers.fields import parse_members
from extensions.survey.survey import Survey
from tests.projects.projects import HERE, NAMES, described
from tools import cell

TOLD = Path(__file__).parent / "told"


@pytest.mark.all
@pytest.mark.parametrize("name", NAMES)
def test_columns_are_what_sqlalchemy_says(name: str) -> None:
    survey = Survey.of(HERE / name)
    project, models = survey.project, survey.tables
    modules = sorted({model.partition(":")[0] for model in models})
    environment = {
        "DATABASE_URL": f"{described(name)['driver']}:///none",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(TOLD),
    }

    root = HERE / name / project["root"]
    said = json.loads(cell.run("tell", *modules, folder=root, environment=environment))

    assert {model: read(models[model]) for model in models} == {
        model: heard(columns) for model, columns in said.items()
    }


def read(model: dict[str, Any]) -> dict[str, object]:
    """What the survey says, in the words of both."""
    fields = parse_members(model["fields"], Place("fields", {}))
    return {
        "columns": sorted(model["columns"]),
        "key": [model["key"]["name"]] if model["key"] else sorted(model["keys"]),
        "required": sorted(model["required"]),
        "references": model["references"],
        "naive": sorted(model["naive"]),
        "unique": sorted(one.name for one in fields if one.unique),
        "nullable": sorted(one.name for one in fields if _takes_null(one)),
        "lengths": {
            one.name: one.max or one.length for one in fields if _is_sized(one)
        },
    }


def _is_sized(field: Field) -> bool:
    return field.kind == "scalar" and field.type in {"email", "str"}


def _takes_null(field: Field) -> bool:
    """What the server makes is written so too where it may not be NULL."""
    return field.nullable and not field.read_only


def heard(columns: dict[str, Any]) -> dict[str, object]:
    """What SQLAlchemy says, in the words of both."""
    others = {name: one for name, one in columns.items() if not one["key"]}
    return {
        "columns": sorted(columns),
        "key": sorted(name for name, one in columns.items() if one["key"]),
        "required": sorted(name for name, one in columns.items() if one["required"]),
        "references": {
            name: one["references"][0]
            for name, one in columns.items()
            if one["references"]
        },
        "naive": sorted(name for name, one in others.items() if one["naive"]),
        "unique": sorted(name for name, one in others.items() if one["unique"]),
        "nullable": sorted(
            name for name, one in others.items() if one["nullable"] and not one["made"]
        ),
        "lengths": {
            name: one["length"]
            for name, one in others.items()
            if one["length"] and not one["references"]
        },
    }
