"""Each answer changed, one at a time: the edits stay, and the service holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import Postgres
from tests.update.conftest import Made, hold
from tests.update.services import edit, missing

pytestmark = [pytest.mark.all, pytest.mark.usefixtures("_interpreter")]

FIELDS: Mapping[str, Any] = {
    "sku": "str(20), unique",
    "title": "str(200)",
    "note": "text?",
    "stock": "int = 0, min=0",
    "status": "enum(draft, active) = draft",
}
BASE: Mapping[str, Any] = {
    "resource": "product",
    "fields": FIELDS,
    "sort": ["sku", "title"],
    "search": ["title"],
    "cache": "headers",
}
ACTIVATE = {"from": {"status": "draft"}, "set": {"status": "active"}}


def fields(**changed: object) -> dict[str, Any]:
    """The answer with other fields; those that are nothing are left out."""
    made = {**FIELDS, **changed}
    return {"fields": {name: made[name] for name in made if made[name] is not None}}


CHANGES: Mapping[str, Mapping[str, Any]] = {
    "offset": {"pagination": "offset"},
    "unpaged": {"pagination": "none"},
    "page_size": {"page_size": 5, "page_max": 50},
    "filters": {"filters": ["sku"]},
    "no_filters": {"filters": []},
    "sort": {"sort": ["stock"]},
    "search": {"search": ["title", "note"]},
    "no_search": {"search": []},
    "cache": {"cache": "server"},
    "cache_ttl": {"cache_ttl": 5},
    "no_cache": {"cache": "none"},
    "read_only": {"operations": ["list", "read"]},
    "no_list": {"operations": ["read", "create", "delete"]},
    "actions": {"actions": {"activate": ACTIVATE}},
    "open": {"auth": "none"},
    "api_key": {"auth": "api_key"},
    "roles": {"access": "roles", "roles": {"create": ["editor"], "delete": ["admin"]}},
    "owner": {"access": "owner"},
    "envelope": {"response": "envelope"},
    "layout": {"layout": "layered"},
}
"""Those that leave the table as it is, but for the last two rounds."""

SCHEMA: Mapping[str, Mapping[str, Any]] = {
    "added": fields(color="str(20)?"),
    "added_required": fields(color="str(20) = red"),
    "renamed": fields(title=None, name="str(200), was=title")
    | {"sort": ["sku"], "search": ["name"]},
    "dropped": fields(note=None),
    "retyped": fields(stock="bigint = 0, min=0"),
    "default": fields(stock="int = 7, min=0"),
    "unique": fields(title="str(200), unique"),
    "index": fields(title="str(200), index"),
    "nullable": fields(title="str(200)?"),
    "enum": fields(status="enum(draft, active, archived) = draft"),
}


@pytest.mark.parametrize("name", [*CHANGES, *SCHEMA])
def test_a_change_of_one_answer(
    name: str, made: Made, postgres: Postgres, tmp_path: Path
) -> None:
    project = made([BASE])
    edited = edit(project)
    answers = {**CHANGES, **SCHEMA}[name]

    project.change("products", **answers)

    assert {**project.answers("products"), **answers} == project.answers("products")
    assert project.conflicts == []
    assert missing(project, edited) == []
    hold(project, postgres, tmp_path)
