"""The difference of fields, on a database with rows: up, down, and up again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb
from sqlalchemy.exc import DBAPIError

from extensions.revisions.difference import difference
from tests.extensions.revisions.databases import Start
from tests.extensions.slice.generated import slice_of

pytestmark = pytest.mark.slow

ANN, BOB = UUID(int=1), UUID(int=2)
NAME = {"name": "str(20)"}

Fields: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """Fields before and after, and the values of a row before, after, and after that."""

    old: Fields
    new: Fields
    row: Fields = field(default_factory=dict)
    up: Fields = field(default_factory=dict)
    down: Fields | None = None
    """What is there after the downgrade, where it is not the row as it was."""


CASES = {
    # Columns
    "nullable added": Case({}, {"x": "int?"}, {}, {"x": None}, {}),
    "default added": Case({}, {"x": "int = 5"}, {}, {"x": 5}, {}),
    "moment added": Case({}, {"x": "date?"}, {}, {"x": None}, {}),
    "required text added": Case({}, {"x": "str(9)"}, {}, {"x": ""}, {}),
    "required number added": Case({}, {"x": "decimal(9, 2)"}, {}, {"x": 0}, {}),
    "least number added": Case({}, {"x": "int, min=7"}, {}, {"x": 7}, {}),
    "required bool added": Case({}, {"x": "bool"}, {}, {"x": False}, {}),
    "required list added": Case({}, {"x": "list[int]"}, {}, {"x": []}, {}),
    "filled list added": Case({}, {"x": "list[int], min=1"}, {}, {"x": [1]}, {}),
    "list of texts added": Case(
        {}, {"x": "list[str(9)], min=1"}, {}, {"x": ["x 1"]}, {}
    ),
    "json added": Case({}, {"x": "json"}, {}, {"x": {}}, {}),
    "pattern added": Case({}, {"x": "str, pattern=^[B-C]{2}$"}, {}, {"x": "BB"}, {}),
    "address added": Case({}, {"x": "email"}, {}, {"x": "person1@example.com"}, {}),
    "enum added": Case({}, {"x": "enum(a, b)"}, {}, {"x": "a"}, {}),
    "enum with default added": Case({}, {"x": "enum(a, b) = b"}, {}, {"x": "b"}, {}),
    "object added": Case(
        {},
        {"x": {"price": "decimal(9, 2)", "on": "date"}},
        {},
        {"x": {"price": "1.00", "on": "2026-01-01"}},
        {},
    ),
    "dropped": Case({"x": "int"}, {}, {"x": 3}, {}, {"x": 0}),
    "renamed": Case({"x": "int"}, {"y": "int, was=x"}, {"x": 3}, {"y": 3}),
    "renamed with all": Case(
        {"x": "enum(a, b), index", "y": "int, unique"},
        {"z": "enum(a, b), index, was=x", "w": "int, unique, was=y"},
        {"x": "a", "y": 3},
        {"z": "a", "w": 3},
    ),
    "renamed reference": Case(
        {"x": "ref(User)?"}, {"y": "ref(User)?, was=x"}, {"x": ANN}, {"y": ANN}
    ),
    "renamed over another": Case(
        {"x": "int, unique", "y": "str"},
        {"y": "int, unique, was=x"},
        {"x": 3, "y": "a"},
        {"y": 3},
        {"x": 3, "y": ""},
    ),
    "renamed and retyped": Case(
        {"x": "int = 3"}, {"y": "str(9) = c, was=x"}, {"x": 7}, {"y": "7"}
    ),
    # Types
    "longer text": Case({"x": "str(5)"}, {"x": "str(9)"}, {"x": "abc"}, {"x": "abc"}),
    "shorter text": Case({"x": "str(9)"}, {"x": "str(5)"}, {"x": "abc"}, {"x": "abc"}),
    "any text": Case({"x": "str(5)"}, {"x": "text"}, {"x": "abc"}, {"x": "abc"}),
    "text to number": Case({"x": "str"}, {"x": "int"}, {"x": "42"}, {"x": 42}),
    "number to text": Case({"x": "int"}, {"x": "str(3)"}, {"x": 42}, {"x": "42"}),
    "text to decimal": Case(
        {"x": "str"}, {"x": "decimal(9, 2)"}, {"x": "1.50"}, {"x": Decimal("1.50")}
    ),
    "more digits": Case(
        {"x": "decimal(5, 2)"},
        {"x": "decimal(9, 4)"},
        {"x": 1.5},
        {"x": Decimal("1.5")},
    ),
    "fewer digits": Case(
        {"x": "decimal(5, 2)"},
        {"x": "decimal(4, 1)"},
        {"x": 1.5},
        {"x": Decimal("1.5")},
    ),
    "big number": Case({"x": "int"}, {"x": "bigint"}, {"x": 3}, {"x": 3}),
    "small number": Case({"x": "bigint"}, {"x": "int"}, {"x": 3}, {"x": 3}),
    "whole to decimal": Case(
        {"x": "int"}, {"x": "decimal(9, 2)"}, {"x": 3}, {"x": Decimal(3)}
    ),
    "float to whole": Case({"x": "float"}, {"x": "int"}, {"x": 3.0}, {"x": 3}),
    "yes to number": Case({"x": "bool"}, {"x": "int"}, {"x": True}, {"x": 1}),
    "day to moment": Case(
        {"x": "date"},
        {"x": "datetime"},
        {"x": date(2026, 1, 31)},
        {"x": datetime(2026, 1, 31, tzinfo=UTC)},
    ),
    "one to many": Case({"x": "int"}, {"x": "list[int]"}, {"x": 3}, {"x": [3]}),
    "items to text": Case(
        {"x": "list[int]"}, {"x": "list[str(9)]"}, {"x": [1, 2]}, {"x": ["1", "2"]}
    ),
    "id to reference": Case({"x": "uuid"}, {"x": "ref(User)"}, {"x": ANN}, {"x": ANN}),
    "text with default to number": Case(
        {"x": "str = 1"}, {"x": "int = 2"}, {"x": "5"}, {"x": 5}
    ),
    "object to json": Case(
        {"x": {"a": "int"}}, {"x": "json"}, {"x": {"a": 1}}, {"x": {"a": 1}}
    ),
    # Nothing in it
    "required": Case({"x": "int?"}, {"x": "int"}, {"x": None}, {"x": 0}, {"x": 0}),
    "required with default": Case(
        {"x": "int?"}, {"x": "int = 4"}, {"x": None}, {"x": 4}, {"x": 4}
    ),
    "not required": Case({"x": "int"}, {"x": "int?"}, {"x": 3}, {"x": 3}),
    "default": Case({"x": "int = 1"}, {"x": "int = 2"}, {"x": 3}, {"x": 3}),
    "default with a colon": Case(
        {"x": "time"}, {"x": "time = 10:30"}, {"x": "09:00:00"}, {}
    ),
    "moment": Case(
        {"x": "date"}, {"x": "date = today"}, {"x": date.min}, {"x": date.min}
    ),
    "no default": Case({"x": "int = 1"}, {"x": "int"}, {"x": 3}, {"x": 3}),
    # Constraints and indexes
    "unique": Case({"x": "int"}, {"x": "int, unique"}, {"x": 3}, {"x": 3}),
    "index": Case({"x": "int"}, {"x": "int, index"}, {"x": 3}, {"x": 3}),
    "no index": Case({"x": "int, index"}, {"x": "int"}, {"x": 3}, {"x": 3}),
    "on delete": Case(
        {"x": "ref(User)?"},
        {"x": "ref(User)?, on_delete=set_null"},
        {"x": ANN},
        {"x": ANN},
    ),
    "values added": Case({"x": "enum(a)"}, {"x": "enum(a, b)"}, {"x": "a"}, {"x": "a"}),
    "values removed": Case(
        {"x": "enum(a, b)"}, {"x": "enum(a) = a"}, {"x": "b"}, {"x": "a"}, {"x": "a"}
    ),
    "unused values removed": Case(
        {"x": "enum(a, b)"}, {"x": "enum(a)"}, {"x": "a"}, {"x": "a"}
    ),
    "value renamed": Case(
        {"x": "enum(a, b) = a"},
        {"x": "enum(a, bee was b) = a"},
        {"x": "b"},
        {"x": "bee"},
    ),
    "value renamed in a required field": Case(
        {"x": "enum(a, b)"}, {"x": "enum(bee was b, a)"}, {"x": "b"}, {"x": "bee"}
    ),
    "values renamed and removed": Case(
        {"x": "enum(a, b, c) = c"},
        {"x": "enum(see was c, bee was b) = see"},
        {"x": "a"},
        {"x": "see"},
        {"x": "c"},
    ),
    "value renamed before": Case(
        {"x": "enum(a, bee was b) = a"},
        {"x": "enum(a, bee was b, c) = a"},
        {"x": "bee"},
        {"x": "bee"},
    ),
    "value renamed in a renamed field": Case(
        {"x": "enum(a, b), index"},
        {"y": "enum(a, bee was b), index, was=x"},
        {"x": "b"},
        {"y": "bee"},
    ),
    "text to enum": Case({"x": "str"}, {"x": "enum(a, b)"}, {"x": "a"}, {"x": "a"}),
    "enum to number": Case(
        {"x": "enum(a, b)?"}, {"x": "int?"}, {"x": None}, {"x": None}
    ),
    "enum to text": Case({"x": "enum(a, b)"}, {"x": "text"}, {"x": "a"}, {"x": "a"}),
    # Nested
    "member added": Case(
        {"x": {"a": "int"}},
        {"x": {"a": "int", "b": "str(9)", "c": "int?", "d": "int = 1"}},
        {"x": {"a": 1}},
        {"x": {"a": 1, "b": "b 1"}},
        {"x": {"a": 1, "b": "b 1"}},
    ),
    "member required": Case(
        {"x": {"a": "int?", "b": {"c": "int?"}}},
        {"x": {"a": "int", "b": {"c": "int"}}},
        {"x": {"a": None, "b": {"c": None}}},
        {"x": {"a": 0, "b": {"c": 0}}},
        {"x": {"a": 0, "b": {"c": 0}}},
    ),
    "member removed": Case(
        {"x": {"a": "int", "b": "int"}},
        {"x": {"a": "int"}},
        {"x": {"a": 1, "b": 2}},
        {"x": {"a": 1, "b": 2}},
    ),
    "member of a variant": Case(
        {"x": {"one_of": {"card": {"no": "int"}, "cash": {}}}},
        {"x": {"one_of": {"card": {"no": "int", "to": "str(9)"}, "cash": {}}}},
        {"x": {"kind": "card", "no": 1}},
        {"x": {"kind": "card", "no": 1, "to": "to 1"}},
        {"x": {"kind": "card", "no": 1, "to": "to 1"}},
    ),
    # Tables of links, owners
    "links added": Case({}, {"tags": "refs(User)"}),
    "links dropped": Case({"tags": "refs(User)"}, {}),
    "links renamed": Case({"tags": "refs(User)"}, {"labels": "refs(User), was=tags"}),
    "links to oneself": Case({}, {"tags": "refs(self)"}),
}


def stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the driver takes them."""
    return {
        name: Jsonb(value) if isinstance(value, dict) else value
        for name, value in values.items()
    }


def assert_shown(rows: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> None:
    """The only row has these values; what the driver reads as text counts too."""
    [row] = rows
    for name, value in values.items():
        assert value == row[name] or str(value) == str(row[name])


@pytest.mark.parametrize("name", CASES)
def test_rows_and_schema_survive(start: Start, name: str) -> None:
    case = CASES[name]
    database = start({**NAME, **case.old})
    database.insert({"id": ANN}, "users")
    database.insert({"name": "Book", **stored(case.row)})
    before = database.catalogue()

    revision = database.follow(slice_of({**NAME, **case.new}))
    database.upgrade(revision)

    assert database.drift() == []
    assert_shown(database.rows(), {"name": "Book", **case.up})
    after = database.catalogue()

    database.downgrade(revision)

    assert database.catalogue() == before
    assert_shown(database.rows(), case.row if case.down is None else case.down)

    database.upgrade(revision)

    assert database.catalogue() == after


@pytest.mark.parametrize("name", CASES)
def test_nothing_follows_from_the_same_fields(name: str) -> None:
    made = slice_of({**NAME, **CASES[name].new})

    assert difference(made.table, made.table) == ()


STOPS: Mapping[str, tuple[Fields, Fields, Fields, str]] = {
    "longer than the text": (
        {"x": "str(9)"},
        {"x": "str(2)"},
        {"x": "abc"},
        "products.x: some values would change as VARCHAR(2); change them first",
    ),
    "no number": ({"x": "str"}, {"x": "int"}, {"x": "abc"}, "invalid input syntax"),
    "digits after the point": (
        {"x": "decimal(5, 2)"},
        {"x": "int"},
        {"x": 1.5},
        "products.x: some values would change as INTEGER",
    ),
    "time of day": (
        {"x": "datetime"},
        {"x": "date"},
        {"x": datetime(2026, 1, 1, 9, tzinfo=UTC)},
        "products.x: some values would change as DATE",
    ),
    "several": (
        {"x": "list[int]"},
        {"x": "int"},
        {"x": [1, 2]},
        "products.x: some values would change as INTEGER",
    ),
    "removed value": (
        {"x": "enum(a, b)"},
        {"x": "enum(a)"},
        {"x": "b"},
        "products.x: some rows have none of a; change them first",
    ),
    "no reference": (
        {},
        {"x": "ref(User)"},
        {},
        "products.x: there are rows that need a value; set PRODUCTS_X to the id of one "
        "of users, and migrate again",
    ),
    "unknown reference": (
        {"x": "uuid"},
        {"x": "ref(User)"},
        {"x": BOB},
        "violates foreign",
    ),
    "variant": (
        {"x": {"one_of": {"a": {}, "b": {}, "c": {}}}},
        {"x": {"one_of": {"a": {}, "b": {}}}},
        {"x": {"kind": "c"}},
        "products.x: some rows are of the variant c; change them first",
    ),
}


@pytest.mark.parametrize("name", STOPS)
def test_upgrade_stops_before_anything_is_lost(start: Start, name: str) -> None:
    old, new, values, said = STOPS[name]
    database = start({**NAME, **old})
    database.insert({"name": "Book", **stored(values)})
    before, rows = database.catalogue(), database.rows()

    revision = database.follow(slice_of({**NAME, **new}))
    with pytest.raises(DBAPIError) as error:
        database.upgrade(revision)

    assert said in str(error.value)
    assert (database.catalogue(), database.rows()) == (before, rows)


def test_unique_column_needs_values_of_its_own(start: Start) -> None:
    database = start(NAME)
    for name in ("a", "b"):
        database.insert({"name": name})

    revision = database.follow(slice_of({**NAME, "x": "int, unique"}))
    with pytest.raises(DBAPIError, match=r"products\.x: each row needs a value of its"):
        database.upgrade(revision)


def test_links_survive_a_new_name(start: Start) -> None:
    database = start({**NAME, "tags": "refs(User)"})
    database.insert({"id": ANN}, "users")
    database.insert({"id": BOB, "name": "Book"})
    database.insert({"product_id": BOB, "user_id": ANN}, "products_tags")

    revision = database.follow(slice_of({**NAME, "labels": "refs(User), was=tags"}))
    database.upgrade(revision)

    assert database.rows("products_labels") == [{"product_id": BOB, "user_id": ANN}]


def test_owner_of_rows_that_are_there_is_said(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = start(NAME)
    database.insert({"id": ANN}, "users")
    database.insert({"name": "Book"})

    monkeypatch.setenv("PRODUCTS_OWNER_ID", str(ANN))
    database.upgrade(database.follow(slice_of(NAME, access="owner")))

    assert database.drift() == []
    assert database.rows() == [{"name": "Book", "owner_id": ANN}]
