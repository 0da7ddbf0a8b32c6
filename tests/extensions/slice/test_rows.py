"""Rows of the models of a project, with the least that each needs."""

from typing import Any

import pytest

from extensions.answers.project import Project
from extensions.slice.rows import Maker, Rows, in_order

GROUP: dict[str, Any] = {
    "model": "app.models:Group",
    "table": "groups",
    "key": {"name": "code", "type": "str"},
    "columns": {"code": "str", "name": "str"},
    "fields": {"name": "str(100), unique"},
    "required": ["code", "name"],
}
PERSON: dict[str, Any] = {
    "model": "app.models:Person",
    "table": "people",
    "key": {"name": "id", "type": "int"},
    "columns": {"id": "int", "group_code": "str"},
    "references": {"group_code": "groups.code"},
    "fields": {"group_code": "ref(Group)", "role": "enum(user, admin)"},
    "enums": {"role": "app.roles:Role"},
    "required": ["group_code", "role"],
}


def rows(*models: dict[str, Any], **given: frozenset[str]) -> Rows:
    known = {f"app.models:{name}": columns for name, columns in given.items()}
    return Rows(Project({"models": [*models]}), known)


def maker(model: str, found: Rows) -> Maker:
    made = found.of(model)
    assert made
    return made


def value(text: str, **more: Any) -> str:
    """What a column of this type gets."""
    model = {**GROUP, "fields": {"it": text}, "required": ["it"], **more}
    made = rows(model).of("Group")
    assert made
    return made.columns["it"]


def test_a_row_has_what_an_insert_demands() -> None:
    made = maker("Group", rows(GROUP))

    assert (made.name, made.words) == ("new_group", "a group")
    assert made.columns == {"code": "str(number)", "name": 'f"name {number}"'}
    assert made.counts


def test_what_it_refers_to_is_stored_before() -> None:
    made = maker("Person", rows(GROUP, PERSON))

    assert [one.name for one in made.needed] == ["new_group"]
    assert made.columns["group_code"] == "group.code"
    assert not made.counts


def test_makers_come_after_what_they_need() -> None:
    found = rows(PERSON, GROUP)
    person = found.of("app.models:Person")
    assert person

    assert [one.model for one in in_order([person])] == ["Group", "Person"]


def test_an_enum_is_made_of_its_class() -> None:
    person = rows(GROUP, PERSON).of("Person")
    assert person

    assert person.columns["role"] == 'Role("user")'
    assert person.enums == ["app.roles:Role"]


def test_callers_may_give_what_they_know() -> None:
    made = maker("Person", rows(GROUP, PERSON, Person=frozenset({"role"})))

    assert made.given == {"role"}
    assert "role" not in made.columns


def test_a_model_that_is_not_there_is_made_by_nothing() -> None:
    assert rows(GROUP).of("Person") is None
    assert rows(GROUP).of_table("") is None


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("str(5)", "str(number)"),
        ("str(200)", 'f"it {number}"'),
        ("email", 'f"person{number}@example.com"'),
        ("int", "number"),
        ("decimal(10, 2)", "Decimal(number)"),
        ("decimal(3, 2)", "Decimal(number).scaleb(-2)"),
        ("bool", "False"),
        ("uuid", "uuid4()"),
        ("json", "{}"),
        ("list[str]", "[]"),
        ("enum(low, high)", '"low"'),
    ],
)
def test_each_type_has_a_value(text: str, expression: str) -> None:
    assert value(text) == expression


@pytest.mark.parametrize(("naive", "zone"), [([], ", tzinfo=dt.UTC"), (["it"], "")])
def test_a_moment_has_a_zone_where_its_column_has(naive: list[str], zone: str) -> None:
    made = f"dt.datetime(2026, 1, 1{zone}) + dt.timedelta(days=number)"

    assert value("datetime", naive=naive) == made


def test_what_is_no_field_is_taken_by_its_type() -> None:
    assert value("no such type", columns={"it": "int"}) == "number"
