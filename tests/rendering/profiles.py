"""What the values of the factors mean in answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.rendering.cells import Answers
from tests.rendering.factors import ABSENT, OPERATIONS, Row

NAME = {"name": "str(50)"}
"""Every profile has it, for search and for the input of actions."""

OTHER = "{other}"
"""Stands for the class of the service's first resource."""

FIELDS: Mapping[str, Answers] = {
    "smallest": NAME,
    "scalars": NAME
    | {
        "body": "text, max=2000",
        "contact": "email",
        "site": "url",
        "count": "int, min=0",
        "big": "bigint, max=9000000000",
        "ratio": "float = 0.5, min=0, max=1",
        "price": "decimal(10, 2), min=0.01",
        "active": "bool = true",
        "born_on": "date = today",
        "seen_at": "datetime = now",
        "opens_at": "time",
        "lasts": "duration",
        "token": "uuid",
        "extra": "json",
        "kind": "enum(first-one, second_one) = first-one",
    },
    "nullable": {
        "name": "str(50)?",
        "body": "text?",
        "contact": "email?, unique",
        "count": "int? = 3",
        "price": "decimal(10, 2)?, index",
        "active": "bool?",
        "born_on": "date?",
        "seen_at": "datetime?, unique",
        "lasts": "duration?",
        "extra": "json?",
        "kind": "enum(a, b)?",
    },
    "marked": NAME
    | {
        "code": "str(12), unique, immutable",
        "series": 'str(8), immutable, index, pattern="^[A-Z]{2,4}$"',
        "pin": "str(8), write_only, min=4",
        "hint": "text?, write_only",
        "number": "int = 7, read_only",
        "seen_at": "datetime? , read_only, index",
        "serial": "uuid, unique",
    },
    "nested_objects": NAME
    | {
        "address": {"street": "str(80)", "zip": "str(10)", "place": {"x": "float?"}},
        "payment": {
            "one_of": {
                "card": {"number": "str(19)", "expires_on": "date"},
                "bank": {"iban": "str(34)", "amount": "decimal(10, 2)"},
                "cash": {},
            },
        },
        "price": "decimal(10, 2)",
        "quantity": "int = 1, min=1, max=1000",
        "total": "computed(decimal) = price * quantity",
        "label": "computed(str) = name + '!'",
    },
    "lists": NAME
    | {
        "tags": "list[str(20)]",
        "numbers": "list[int] = [], max=5",
        "days": "list[date]?",
        "prices": "list[decimal(10, 2)], min=1",
        "tokens": "list[uuid] = [], immutable",
    },
    "ref_to_self": NAME
    | {
        "above": "ref(self)?",
        "origin": "ref(self)?, on_delete=cascade, immutable",
        "next_one": "ref(self)?, on_delete=set_null, unique",
        "similar": "refs(self)",
    },
    "refs_to_other": NAME
    | {
        "main": f"ref({OTHER})",
        "second": f"ref({OTHER})?, on_delete=set_null, index",
        "third": f"ref({OTHER})?, on_delete=cascade, unique",
        "others": f"refs({OTHER})",
    },
}

STAGES = "enum(draft, ready, done) = draft"


@dataclass(frozen=True)
class Actions:
    """Custom actions, and the fields that they are about."""

    actions: Answers
    fields: Answers


_PUBLISH = {
    "from": {"stage": "draft"},
    "set": {"stage": "done", "published_at": "now"},
}

ACTIONS: Mapping[str, Actions] = {
    "no_actions": Actions({}, {}),
    "guarded": Actions(
        {"publish": _PUBLISH},
        {"stage": f"{STAGES}, read_only", "published_at": "datetime?, read_only"},
    ),
    "input": Actions(
        {"rename": {"input": {"name": "str(50)", "note": "str(80)?"}}},
        {},
    ),
    "several": Actions(
        {
            "publish": _PUBLISH | {"input": {"note": "str(80)?"}},
            "move_back": {
                "from": {"stage": ["ready", "done"]},
                "set": {"stage": "draft"},
            },
            "take": {"set": {"taken_by": "user", "urgent": True}},
        },
        {
            "stage": STAGES,
            "published_at": "datetime?",
            "note": "str(80)?",
            "taken_by": "uuid?",
            "urgent": "bool = false",
        },
    ),
}

PAGE_SIZES: Mapping[str, Answers] = {
    "usual": {},
    "one": {"page_size": 1, "page_max": 1},
    "few": {"page_size": 2, "page_max": 3},
    "most": {"page_size": 1000, "page_max": 1000},
    ABSENT: {},
}

NOUNS = ("customer", "invoice", "work_order", "parcel", "category", "person")
"""The resources of a service, in the order in which they come."""

PLURALS = ("customers", "invoices", "work_orders", "parcels", "categories", "people")

CLASSES = ("Customer", "Invoice", "WorkOrder", "Parcel", "Category", "Person")

ROLES = (["editor"], ["admin"], ["editor", "admin"])


def answers(row: Row, position: int, fields: Answers | None = None) -> Answers:
    """What a row says as the service's endpoint number `position`, from 0."""
    actions = ACTIONS[row["actions"]]
    own = fields or FIELDS[row["fields"]]
    return {
        **_project(row, position),
        "resource": NOUNS[position],
        "plural": PLURALS[position],
        **_endpoint(row),
        "operations": list(OPERATIONS[row["operations"]]),
        **_some("actions", _without_user(row, actions.actions)),
        "fields": _about_the_first({**own, **actions.fields}),
        **_access(row, actions),
        **_lists(row),
        **_cache(row),
    }


def _some(name: str, value: Any) -> Answers:
    return {name: value} if value else {}


def _project(row: Row, position: int) -> Answers:
    """A later endpoint finds it in the service."""
    if position:
        return {}
    return {name: row[name] for name in ("layout", "response")}


def _endpoint(row: Row) -> Answers:
    if row["endpoint"] == "new_resource":
        return {}
    modules = {"feature": "shop.customers.models", "layered": "shop.models.customer"}
    parent = f"{modules[row['layout']]}:{CLASSES[0]}"
    return {"endpoint": "nested", "parent": parent}


def _about_the_first(fields: Answers) -> Answers:
    return {
        name: value.replace(OTHER, CLASSES[0]) if isinstance(value, str) else value
        for name, value in fields.items()
    }


def _without_user(row: Row, actions: Answers) -> Answers:
    """Nobody is logged in where everybody may call."""
    if row["auth"] != "none" or "take" not in actions:
        return actions
    return {**actions, "take": {"set": {"urgent": True}}}


def _access(row: Row, actions: Actions) -> Answers:
    auth = {"auth": "existing" if row["auth_is"] == "existing" else row["auth"]}
    subjects = [*OPERATIONS[row["operations"]], *actions.actions]
    by_value: Mapping[str, Answers] = {
        ABSENT: {},
        "any": {"access": "any"},
        "roles": {"access": "roles", "roles": _roles(subjects)},
        "owner": {"access": "owner"},
        "bypass": {"access": "owner", "roles": {"bypass": ["admin"]}},
    }
    return {**auth, **by_value[row["access"]]}


def _roles(subjects: list[str]) -> Answers:
    """Every other one is open to all users."""
    return {
        subject: ROLES[index % len(ROLES)]
        for index, subject in enumerate(subjects[::2])
    }


def _lists(row: Row) -> Answers:
    if row["pagination"] == ABSENT:
        return {}
    off: Answers = {name: [] for name in ("filters", "sort") if row[name] == "off"}
    return {
        "pagination": {"unpaged": "none"}.get(row["pagination"], row["pagination"]),
        **PAGE_SIZES[row["page_size"]],
        **off,
        "search": ["name"] if row["search"] == "on" else [],
    }


def _cache(row: Row) -> Answers:
    return {} if row["cache"] == "uncached" else {"cache": row["cache"]}
