"""What tests know of references."""

from typing import Any

import pytest

from extensions.slice.examples import UNKNOWN
from extensions.slice.key import Key
from extensions.slice.relations import Relations
from extensions.slice.samples import HOW_MANY, REFERENCED
from tests.extensions.slice.generated import schemas
from tests.extensions.slice.strategies import field


def of(*owned: str, **texts: str) -> Relations:
    fields = [field(name, text) for name, text in texts.items()]
    return Relations(schemas(*fields), dict.fromkeys(texts, Key()), owned)


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
    found = [(one.table, one.how_many) for one in of(x=text).to_others]
    assert found == ([("others", count)] if count else [])


ROLES = {
    "ref(Customer)": "restrict",
    "ref(Customer)?, on_delete=set_null": "set_null",
    "ref(Customer), on_delete=cascade": "cascade",
    "refs(Customer)": "links",
    "refs(Customer), write_only": "",
    "ref(Customer)?, read_only": "",
    "int": "",
}


@pytest.mark.parametrize(("text", "role"), ROLES.items())
def test_field_is_named_where_it_has_a_role(text: str, role: str) -> None:
    made = of(x=text)
    names = {name: made.on_delete(name) for name in ("restrict", "set_null", "cascade")}
    names["links"] = made.links
    assert {name for name, found in names.items() if found} == {role} - {""}
    assert not role or names[role] == ["x"]


def test_nothing_has_the_unknown_id() -> None:
    made = of(a="ref(Customer)", b="refs(Customer)", c="ref(Customer), immutable")
    nobody = UNKNOWN["uuid"]
    assert made.unknown == [("a", nobody), ("b", [nobody]), ("c", nobody)]
    assert made.unknown_link == ("b", [nobody])
    assert [name for name, _ in made.changed_to_unknown] == ["a", "b"]


def test_what_has_owners_is_told_apart() -> None:
    made = of("a", "d", a="ref(Customer)", b="refs(Customer)", d="ref(self)?")
    assert [one.name for one in made.owned] == ["a", "d"]
    assert [one.name for one in made.to_others if one.is_owned] == ["a"]
    assert [name for name, _ in made.unknown_of_owners] == ["a", "d"]


USES: dict[str, tuple[str, Any]] = {
    "changeable": ("ref(Customer)", ["x"]),
    "changeable_links": ("refs(Customer)", ["x"]),
    "repeatable": ("refs(Customer)", ["x"]),
    "filtered": ("ref(Customer)", ["x"]),
    "filtered_selves": ("ref(self)?", ["x"]),
    "restricting_selves": ("ref(self)?", ["x"]),
}


@pytest.mark.parametrize("name", USES)
def test_each_is_used_where_it_can_be(name: str) -> None:
    text, expected = USES[name]
    assert getattr(of(x=text), name) == expected
    assert getattr(of(x="str"), name) == []
