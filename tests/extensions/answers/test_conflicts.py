"""What earlier answers rule out, told at the question that can still resolve it."""

from typing import Any

import pytest

from extensions.answers import availability
from extensions.answers.actions import parse_actions
from extensions.answers.answers import Answers
from extensions.answers.conflicts import check_fits, fits, models_of
from extensions.answers.fields import parse_fields
from extensions.answers.problem import Problem
from tests.extensions.slice.ours import OURS

MODELS = [
    {"model": "shop.orders.models:Order", "table": "orders", "columns": {"id": "Uuid"}},
    {"model": "shop.items.models:Item", "table": "items", "columns": {"id": "Uuid"}},
]
PROJECT = {
    **OURS,
    "app": "shop.main:app",
    "models": MODELS,
    "auth": {
        "kind": "bearer",
        "dependency": "shop.auth.dependencies:current_user",
    },
}
EXISTING = {"project_state": "existing", "project": PROJECT}
NESTED = {**EXISTING, "endpoint": "nested", "parent": "shop.orders.models:Order"}
OPEN = {**PROJECT, "auth": {"kind": "none"}}


@pytest.fixture(autouse=True)
def _all_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "NOT_YET", {})


def fields(**given: str) -> dict[str, Any]:
    return {"fields": given}


def taking(field: str, **given: str) -> dict[str, Any]:
    return {"fields": given, "actions": {"take": {"set": {field: "user"}}}}


def read(**given: str) -> dict[str, Any]:
    """A project of its own, whose fields refer to callers."""
    fields = parse_fields(given)
    take = {"take": {"set": dict.fromkeys(given, "user")}}
    actions = parse_actions(take, fields)
    return {"project_state": "new", "fields": fields, "actions": actions}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"endpoint": "nested"},
            "endpoint: nested needs a project that is there alread",
        ),
        (
            {"endpoint": "nested", "project_state": "existing", "project": {}},
            "endpoint: nested needs a model, and the project has none; accepted: new_res",
        ),
        (
            {**NESTED, "parent": ""},
            "parent: is missing; accepted: shop.orders.models:Order, shop.items.models:I",
        ),
        (
            {**NESTED, "parent": "shop.orders.models:Ordr"},
            "parent: there is no model shop.orders.models:Ordr; accepted: shop.orders.mod",
        ),
        (
            {**NESTED, "parent": "Order"},
            "parent: 'Order' is no reference; accepted: module:Class, such as shop.model",
        ),
        (
            {**NESTED, **fields(order_id="uuid")},
            "fields.order_id: is the id of the parent, which stands in the path; accepted",
        ),
        (
            fields(name="str", customer="ref(Customer)"),
            "fields.customer: there is no model Customer in this service; accepted: self",
        ),
        (
            {**EXISTING, **fields(name="str", customers="refs(Customer) = []")},
            "fields.customers: there is no model Customer in this service; accepted: self",
        ),
        (
            fields(name="str", before="ref(self)"),
            "fields.before: no first row could be made that refers to another one; accep",
        ),
        (
            fields(number="int, immutable", seen="int = 0, read_only"),
            "fields: no field can be changed, so there is nothing to update; accepted: a ",
        ),
        (
            {"operations": ["replace"], **fields(number="int, immutable")},
            "fields: no field can be changed, so there is nothing to replace; accepted: a",
        ),
        (
            {"operations": []},
            "actions: is empty, and operations is too; accepted: an action, or at least",
        ),
        (
            {"auth": "existing"},
            "auth: existing needs a project that is there already; ",
        ),
        (
            {"auth": "none", **taking("by", by="uuid?")},
            "auth: none leaves nobody for actions.take.set.by; accepted: jwt, api_key",
        ),
        (
            {**EXISTING, "project": OPEN, "auth": "existing", "access": "owner"},
            "access: owner needs a login, and the project has none; accepted: any",
        ),
    ],
)
def test_a_conflict_is_told_in_one_line(given: dict[str, Any], message: str) -> None:
    with pytest.raises(Problem) as refused:
        Answers.of({"resource": "task", **given})

    assert str(refused.value).startswith(message)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "given",
    [
        NESTED,
        {**NESTED, **fields(other_id="uuid")},
        {**EXISTING, **fields(order_id="uuid")},
        {**EXISTING, **fields(order="ref(Order)", before="ref(self)?")},
        fields(name="str", author="ref(User)"),
        {"operations": ["create"], **fields(number="int, immutable")},
        {"operations": ["update"], **fields(number="int, immutable", name="str")},
        {"operations": [], "actions": {"reset": {"set": {"name": "x"}}}},
        {"auth": "api_key", **taking("by", by="uuid?")},
        {**EXISTING, "auth": "existing", "access": "owner"},
        {**EXISTING, "project": OPEN, "auth": "existing"},
    ],
)
def test_what_goes_together_is_taken(given: dict[str, Any]) -> None:
    assert Answers.of({"resource": "task", **given}).approve


@pytest.mark.parametrize(
    ("auth", "known", "message"),
    [
        (
            "none",
            read(author="ref(User)?"),
            "auth: none leaves nobody for actions.take.s",
        ),
        (
            "none",
            {**read(author="ref(User)?"), "actions": ()},
            "auth: none leaves nobody for fields.author; accepted: jwt, api_key",
        ),
        (
            "api_key",
            read(author="ref(User)?"),
            "auth: api_key has no User, which actions.take.set.author speaks of; accepted:",
        ),
        (
            "api_key",
            {**read(author="ref(User)?"), "actions": ()},
            "auth: api_key has no User, which fields.author speaks of; accepted: jwt",
        ),
        (
            "jwt",
            read(key="ref(ApiKey)?"),
            "auth: jwt has no ApiKey, which actions.take.set.key speaks of; accepted: api",
        ),
    ],
)
def test_callers_are_of_the_kind_that_fields_refer_to(
    auth: str, known: dict[str, Any], message: str
) -> None:
    with pytest.raises(Problem) as refused:
        check_fits("auth", auth, known)

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("auth", "known"),
    [
        ("jwt", read(author="ref(User)?")),
        ("api_key", read(by="uuid?")),
        ("existing", {**read(author="ref(User)?"), "project_state": "existing"}),
    ],
)
def test_callers_that_are_there_are_taken(auth: str, known: dict[str, Any]) -> None:
    assert fits("auth", auth, known)


def test_models_are_named_by_their_module_and_class() -> None:
    assert models_of({"project": PROJECT}) == (
        "shop.orders.models:Order",
        "shop.items.models:Item",
    )
    assert models_of({}) == ()


OWNED = {
    "model": "shop.orders.models:Order",
    "table": "orders",
    "columns": {"id": "UUID", "owner_id": "UUID"},
    "references": {"owner_id": "users.id"},
}


@pytest.mark.parametrize("auth", ["api_key", "none"])
def test_auth_has_to_tell_whose_the_parent_is(auth: str) -> None:
    known = {**NESTED, "project": {**PROJECT, "models": [OWNED]}, "package": "shop"}

    with pytest.raises(Problem) as refused:
        check_fits("auth", auth, known)

    message = f"auth: {auth} does not tell whose orders are; accepted: jwt"
    assert str(refused.value) == message
    assert fits("auth", "jwt", known)
