"""What tests know of references: it evaluates, and names the right fields."""

from typing import Any

import pytest

from extensions.slice.relations import UNKNOWN, Relations
from extensions.slice.samples import HOW_MANY, REFERENCED
from tests.extensions.slice.generated import schemas
from tests.extensions.slice.strategies import field


def of(**texts: str) -> Relations:
    return Relations(schemas(*(field(name, text) for name, text in texts.items())))


def evaluated(code: str) -> Any:
    return eval(code, {"pytest": pytest}) if code else code


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
    rows = evaluated(of(x=text).referenced)
    assert {name: len(ids) for name, ids in rows.items()} == (
        {"others": count} if count else {}
    )


def test_a_table_has_the_rows_that_most_is_asked_of() -> None:
    made = of(a="ref(Customer)", b="ref(Customer), unique", c="refs(Customer)")
    assert len(evaluated(made.referenced)["others"]) == HOW_MANY


ROLES = {
    "ref(Customer)": "restricting",
    "ref(Customer)?, on_delete=set_null": "nulled",
    "ref(Customer), on_delete=cascade": "cascading",
    "refs(Customer)": "links",
    "refs(Customer), write_only": "",
    "ref(Customer)?, read_only": "",
    "int": "",
}


@pytest.mark.parametrize(("text", "role"), ROLES.items())
def test_field_is_named_where_it_has_a_role(text: str, role: str) -> None:
    made = of(x=text)
    names = {name: getattr(made, name) for name in {*ROLES.values()} - {""}}
    assert {name for name, code in names.items() if code} == {role} - {""}
    assert not role or evaluated(names[role]) == ["x"]


def test_nothing_has_the_unknown_id() -> None:
    made = of(a="ref(Customer)", b="refs(Customer)", c="ref(Customer), immutable")
    cases = {one.values for one in map(_hashable, evaluated(made.unknown))}
    assert cases == {("a", UNKNOWN), ("b", (UNKNOWN,)), ("c", UNKNOWN)}
    changed = {one.values[0] for one in evaluated(made.changed_to_unknown)}
    assert changed == {"a", "b"}


def _hashable(case: Any) -> Any:
    name, value = case.values
    return pytest.param(name, tuple(value) if isinstance(value, list) else value)
