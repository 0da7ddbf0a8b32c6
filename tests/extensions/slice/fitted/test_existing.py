"""Endpoints for models that are there, in projects of others."""

from typing import Any

import pytest

from extensions.answers.problem import Problem
from extensions.plan.files import files_of
from extensions.slice.slice import Slice
from tests.extensions.slice.fitted.projects import SHELF, endpoint, rendered
from tests.extensions.slice.formatting import reformatted

FIELDS = {
    "code": "str(8), immutable",
    "kind": "enum(cold, warm) = warm",
    "opened": "datetime",
}


def existing(**answers: Any) -> Slice:
    given = {
        "endpoint": "existing_model",
        "model": "app.models.shelf:Shelf",
        "resource": "rack",
        "fields": FIELDS,
    }
    return endpoint(**(given | answers))


@pytest.mark.parametrize("artefact", ["schemas", "service", "router"])
def test_it_is_formatted(artefact: str) -> None:
    assert reformatted(rendered(artefact, existing())) == []


def test_neither_model_nor_revision_is_written() -> None:
    files = files_of(existing(), is_new=False)

    assert files["models"] == files["migration"] == ""
    assert files["service"] == "app/services/rack.py"


def test_a_package_that_is_there_is_not_made() -> None:
    found = {
        "paths": {"models": "app/<resource>/models.py", "plurals": ["models"]},
        "models": [{**SHELF, "model": "app.racks.models:Shelf", "references": {}}],
    }
    fields = {"code": "str(8)", "opened": "datetime"}
    made = existing(found=found, model="app.racks.models:Shelf", fields=fields)

    assert files_of(made, is_new=False)["package"] == ""


def test_the_model_keeps_its_name() -> None:
    service = rendered("service", existing())

    assert "from app.models.shelf import Shelf" in service
    assert ") -> Shelf:" in service
    assert "RackResponse" in rendered("schemas", existing())


def test_enums_are_imported_from_where_they_are() -> None:
    source = rendered("schemas", existing())

    assert "from app.models.kinds import Kind" in source
    assert '    kind: Kind = Kind("warm")\n' in source


def test_an_enum_without_a_class_is_a_literal() -> None:
    models = [{**SHELF, "enums": {}, "references": {}}]
    source = rendered("schemas", existing(found={"models": models}))

    assert '    kind: Literal["cold", "warm"] = "warm"\n' in source


def test_a_key_that_clients_choose_is_sent_once() -> None:
    source = rendered("schemas", existing())
    [create] = [one for one in source.split("class ") if one.startswith("RackCreate")]
    [update] = [one for one in source.split("class ") if one.startswith("RackUpdate")]
    [answer] = [one for one in source.split("class ") if one.startswith("RackResponse")]

    assert "    code: Code\n" in create
    assert "code" not in update
    assert answer.count("    code: str\n") == 1


def test_what_is_kept_without_a_zone_has_none() -> None:
    source = rendered("schemas", existing())

    assert "    opened: NaiveDatetime\n" in source


def test_moments_that_may_be_empty_are_so_in_answers() -> None:
    shelf = {
        **SHELF,
        "columns": {**SHELF["columns"], "created_at": "datetime"},
        "fields": {**SHELF["fields"], "created_at": "datetime?, read_only"},
        "references": {},
    }
    made = existing(found={"models": [shelf]})

    assert "    created_at: StoredDatetime | None\n" in rendered("schemas", made)
    assert made.schemas.default_sort == "-created_at"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"colour": "str"},
            r"fields\.colour: Shelf has no column colour; accepted: co",
        ),
        (
            {"code": "str(8)", "opened": "datetime", "kind": {"a": "str"}},
            r"fields\.kind: object is no type that a column has which is there",
        ),
    ],
)
def test_fields_are_columns(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(Problem, match=message):
        existing(fields=fields)
