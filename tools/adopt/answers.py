"""The answers of three endpoints: of the user, or chosen from the survey.

They share a model, so that requests for one make the rows that the others refer to.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from extensions.answers.models import Model
from extensions.answers.proposals import fields_of
from extensions.survey.survey import Survey

LOGIN = "login"
NOTE = {
    "title": "str(120)",
    "rating": "int?, min=1, max=5",
    "kind": "enum(small, large) = small",
    "price": "decimal(8, 2) = 0",
    "done": "bool = false",
    "due_on": "date?",
}
REMARK = {"body": "text", "code": "str(20)?, unique", "seen_at": "datetime?"}


class NoModel(Exception):
    """No model of the project can be referred to."""


def given(file: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The answers of endpoints and the login that a file holds."""
    documents = [one for one in yaml.safe_load_all(file.read_text("utf-8")) if one]
    endpoints = [one for one in documents if LOGIN not in one]
    logins = [one[LOGIN] for one in documents if LOGIN in one]
    return endpoints, logins[0] if logins else {}


def chosen(survey: Survey) -> list[dict[str, Any]]:
    """A new resource that refers to a model, an endpoint of that model, and one below."""
    model = _model(survey)
    name = _snake(model.rpartition(":")[2])
    existing: dict[str, Any] = {"endpoint": "existing_model", "model": model}
    if not _can_be_created(survey.tables[model]):
        existing["operations"] = ["list", "read", "update"]
    return [
        {**existing, **_named(f"adopted_{name}")},
        {
            "endpoint": "new_resource",
            **_named("adopted_note"),
            "fields": {**NOTE, "about": f"ref({model.rpartition(':')[2]})"},
        },
        {
            "endpoint": "nested",
            "parent": model,
            **_named("adopted_remark"),
            "fields": REMARK,
        },
    ]


def _named(name: str) -> dict[str, str]:
    return {"resource": name, "plural": f"{name}s"}


def _model(survey: Survey) -> str:
    """The model of which rows are easiest to make."""
    tables: Mapping[str, Any] = survey.tables
    user = ((survey.project.get("auth") or {}).get("user")) or ""
    candidates = [name for name, table in tables.items() if _is_simple(table)]
    if not candidates:
        raise NoModel(
            "no model has a key of one column: give the answers with ANSWERS=…"
        )
    return min(candidates, key=lambda name: tuple(_obstacles(tables, name, user)))


def _is_simple(table: Mapping[str, Any]) -> bool:
    return bool((table.get("key") or {}).get("field"))


def _can_be_created(table: Mapping[str, Any]) -> bool:
    """Whether fields say all that a new row needs."""
    fields = fields_of(Model(table))
    return all(name in fields for name in table.get("required") or ())


def _obstacles(tables: Mapping[str, Any], name: str, user: str) -> Iterator[int]:
    table = tables[name]
    required: Sequence[str] = table.get("required") or ()
    yield int(not _can_be_created(table))
    yield sum(one in (table.get("references") or {}) for one in required)
    yield int(name == user)
    yield len(required)


def _snake(name: str) -> str:
    return "".join(f"_{one.lower()}" if one.isupper() else one for one in name).strip(
        "_"
    )
