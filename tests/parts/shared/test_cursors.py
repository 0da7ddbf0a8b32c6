"""Cursors of the rows that any sortable column may hold."""

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import ModuleType
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table, select

from extensions.answers.types import SCALARS
from extensions.plan.plan import Plan
from tests.extensions.slice.generated import rendered, run_models, slice_of
from tests.in_process import rendered as files

SERVICE = ("errors", "filtering", "validation", "listing")
LONGEST: Final = 8192
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
LONG = st.builds(lambda text, times: text * times, TEXTS, st.integers(0, 900))
MOMENTS = st.datetimes(timezones=st.just(dt.UTC))

VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "str": LONG.map(lambda text: text[:10_000]),
    "text": LONG,
    "email": TEXTS.map(lambda text: text[:320]),
    "url": LONG.map(lambda text: text[:2083]),
    "int": st.integers(-(2**31), 2**31 - 1),
    "bigint": st.integers(-(2**63), 2**63 - 1),
    "float": st.floats(allow_nan=False, allow_infinity=False),
    "decimal": st.decimals(-(10**28), 10**28, places=10),
    "bool": st.booleans(),
    "date": st.dates(),
    "datetime": MOMENTS,
    "time": st.times(),
    "duration": st.timedeltas(dt.timedelta(days=-999_999), dt.timedelta(days=999_999)),
    "uuid": st.uuids(),
}
"""What a row may hold, by type."""

TYPES = {**dict.fromkeys(VALUES, ""), "str": "(10000)", "decimal": "(38, 10)"}
FIELDS = {f"one_{name}": f"{name}{sizes}?" for name, sizes in TYPES.items()}
ROWS = st.fixed_dictionaries(
    {f"one_{name}": st.none() | values for name, values in VALUES.items()}
)
SORT = st.lists(
    st.builds(str.__add__, st.sampled_from(["", "-"]), st.sampled_from(sorted(FIELDS))),
    min_size=1,
)


def test_every_sortable_type_has_values() -> None:
    assert {one.name for one in SCALARS.values() if one.comparable} == {*VALUES}


@pytest.fixture(scope="module")
def keyset() -> Iterator[Any]:
    """The pages of a table with a column of each sortable type."""
    made = slice_of(FIELDS, sort=[*FIELDS], package="paged")
    table: Table = run_models(rendered("models", made))["Product"].__table__
    groups = dict.fromkeys(SERVICE, "service") | {"cursors": "cursors"}
    plan = Plan.of(made)
    with pytest.MonkeyPatch.context() as patch:
        database = ModuleType("paged.database")
        vars(database)["Database"] = object
        patch.setitem(sys.modules, "paged.database", database)
        for name, group in groups.items():
            path = f"{{{{ at.{group} }}}}/src/{{{{ slice.package }}}}/{name}.py.jinja"
            [source] = files(plan, path).values()
            module = ModuleType(f"paged.{name}")
            patch.setitem(sys.modules, module.__name__, module)
            exec(compile(source, f"{name}.py", "exec"), vars(module))
        yield module.Keyset(select(*table.columns), module.CursorPage[Any])


@given(values=ROWS, sort=SORT, id_=st.uuids())
def test_every_cursor_is_taken_and_stands_for_its_row(
    keyset: Any, values: dict[str, Any], sort: list[str], id_: UUID
) -> None:
    row, order = {**values, "id": id_}, tuple(sort)

    cursor = keyset._encode(row, order, "mark")
    position = keyset._decode(cursor, order, "mark")

    assert len(cursor) <= LONGEST
    keys = keyset._keys(order)
    assert list(position) == [key.compared(row[key.name]) for key in keys]
    assert {key.name for key in keys} == {
        *(one.removeprefix("-") for one in sort),
        "id",
    }


@pytest.mark.parametrize("text", ["\x01", "é", "𝔘"])
def test_a_cursor_of_long_texts_only_is_taken(keyset: Any, text: str) -> None:
    texts = {f"one_{name}": text * 10_000 for name in ("str", "text", "email", "url")}
    row = {**texts, "id": UUID(int=0)}

    assert len(keyset._encode(row, tuple(texts), "mark")) <= LONGEST


def test_a_decimal_keeps_its_digits(keyset: Any) -> None:
    row = {"one_decimal": Decimal("0.1000000001"), "id": UUID(int=0)}

    cursor = keyset._encode(row, ("one_decimal",), "mark")

    assert keyset._decode(cursor, ("one_decimal",), "mark")[0] == row["one_decimal"]
