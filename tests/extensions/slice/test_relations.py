"""What tests know of references, and which tests each of them gets."""

from typing import Any

import pytest

from extensions.answers.answers import Answers
from extensions.slice.key import UNKNOWN
from extensions.slice.samples import HOW_MANY, REFERENCED
from extensions.slice.slice import Slice
from tests.extensions.slice.ours import OURS
from tests.extensions.slice.written import cases

COLUMNS = {"id": "uuid", "owner_id": "uuid"}
CUSTOMER = {"model": "shop.customers.models:Customer", "table": "others"}


def of(fields: dict[str, str], **answers: Any) -> Slice:
    project = {**OURS, "models": [{**CUSTOMER, "columns": COLUMNS}]}
    there = {"project_state": "existing", "project": project, "resource": "product"}
    given = {**there, "fields": {"name": "str", **fields}, **answers}
    return Slice.of(Answers.of(given))


REFERRED = {
    "ref(Customer)": REFERENCED,
    "ref(Customer)?, unique": HOW_MANY,
    "refs(Customer)": REFERENCED,
    "ref(self)?, unique": 0,
    "ref(Customer)?, read_only": 0,
    "str": 0,
}


@pytest.mark.parametrize(("text", "count"), REFERRED.items())
def test_there_are_as_many_rows_as_values(text: str, count: int) -> None:
    referenced = of({"x": text}).suite.referenced
    found = [(one.target.table, one.how_many) for one in referenced]
    assert found == ([("others", count)] if count else [])


TESTS = {
    "test_restricts_the_deletion_of_what_it_refers_to",
    "test_is_set_to_null_with_the_deletion_of_what_it_refers_to",
    "test_is_deleted_with_what_it_refers_to",
    "test_link_is_deleted_with_its_target",
    "test_duplicate_links_are_stored_once",
    "test_update_refers_to_another_row",
    "test_update_links_to_other_rows",
    "test_list_filters_by_what_is_referred_to",
    "test_list_filters_by_another_row",
    "test_refuses_to_delete_a_row_that_is_referred_to",
}
"""Those that only some references have."""

ROLES = {
    "ref(Customer)": {
        "test_restricts_the_deletion_of_what_it_refers_to",
        "test_update_refers_to_another_row",
        "test_list_filters_by_what_is_referred_to",
    },
    "ref(Customer)?, on_delete=set_null, immutable": {
        "test_is_set_to_null_with_the_deletion_of_what_it_refers_to",
        "test_list_filters_by_what_is_referred_to",
    },
    "ref(Customer), on_delete=cascade, write_only": {
        "test_is_deleted_with_what_it_refers_to",
    },
    "refs(Customer)": {
        "test_link_is_deleted_with_its_target",
        "test_duplicate_links_are_stored_once",
        "test_update_links_to_other_rows",
    },
    "refs(self)": {"test_link_is_deleted_with_its_target"},
    "refs(Customer), write_only": set(),
    "ref(self)?": {
        "test_restricts_the_deletion_of_what_it_refers_to",
        "test_list_filters_by_another_row",
        "test_refuses_to_delete_a_row_that_is_referred_to",
    },
}


@pytest.mark.parametrize(("text", "names"), ROLES.items())
def test_field_is_tried_where_it_has_a_role(text: str, names: set[str]) -> None:
    found = cases("test_references", of({"x": text}))

    assert found.keys() & TESTS == names
    for name in names:
        assert found[name] == [["x"]]


@pytest.mark.parametrize("text", ["ref(Customer)?, read_only", "int"])
def test_what_clients_do_not_set_is_not_tried(text: str) -> None:
    made = of({"x": text})

    assert made.suite.references == []
    assert not made.suite.modules["test_references"]


def test_nothing_has_the_unknown_id() -> None:
    made = of({"a": "ref(Customer)", "b": "refs(self)", "c": "ref(self)?, immutable"})
    found = cases("test_references", made)

    nobody = UNKNOWN["uuid"]
    unknown = [{"a": nobody}, {"b": [nobody]}, {"c": nobody}]
    assert found["test_create_refuses_an_unknown_id"] == [unknown]
    assert found["test_update_refuses_an_unknown_id"] == [unknown[:2]]
    assert found["test_replace_refuses_an_unknown_id"] == [unknown[:2]]


def test_what_has_owners_is_told_apart() -> None:
    fields = {"a": "ref(Customer)", "b": "refs(self)", "d": "ref(Customer)?, immutable"}
    made = of(fields, access="owner")
    found = cases("test_references", made)

    owned = [one.name for one in made.suite.references if one.is_owned]
    assert owned == ["a", "b", "d"]
    assert [one.name for one in made.suite.referenced if one.is_owned] == ["a", "d"]
    refused = found["test_create_refuses_rows_of_others_like_unknown_ids"]
    assert [name for unknown in refused[0] for name in unknown] == owned
    assert found["test_update_refuses_rows_of_others"] == [["a", "b"]]


def of_users(fields: dict[str, str], **answers: Any) -> Slice:
    """The same, of a project whose customers belong to users."""
    owned = {**CUSTOMER, "columns": COLUMNS, "references": {"owner_id": "users.id"}}
    found = {"project": {**OURS, "models": [owned]}, "project_state": "existing"}
    given = {**found, "resource": "product", "fields": fields, **answers}
    return Slice.of(Answers.of(given))


OF_OWNERS = {"a": "ref(Customer)", "b": "refs(Customer) = []", "c": "ref(self)?"}
BYPASS = {"access": "roles", "roles": {"bypass": ["admin"]}}


@pytest.mark.parametrize(
    ("answers", "owned", "told"),
    [
        ({"auth": "jwt"}, ["a", "b"], "UUID"),
        ({"auth": "jwt", **BYPASS}, ["a", "b"], "UUID | None"),
        ({"auth": "jwt", "operations": ["read"]}, [], ""),
        ({"auth": "jwt", "access": "owner"}, ["a", "b", "c"], ""),
        ({"auth": "api_key"}, [], ""),
        ({"auth": "none"}, [], ""),
    ],
)
def test_rows_of_owners_are_checked_whatever_the_access(
    answers: dict[str, Any], owned: list[str], told: str
) -> None:
    made = of_users(OF_OWNERS, **answers)

    assert [one.field for one in made.service.owned] == owned
    assert made.service.referrer_type == told
    assert [one.name for one in made.routes if one.refers] == (
        ["create", "update", "replace"] if told else []
    )


def test_an_action_that_names_a_row_of_owners_is_told_the_caller() -> None:
    actions = {"move": {"input": {"a": "ref(Customer)"}}, "drop": {"set": {"c": None}}}
    made = of_users(OF_OWNERS, auth="jwt", operations=["read"], actions=actions)

    assert [one.name for one in made.routes if one.refers] == ["move"]
