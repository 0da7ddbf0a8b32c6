"""Any fields that become any others, on a database with and without rows."""

from typing import Any, TypeAlias
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, note, reject, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb
from sqlalchemy.exc import DBAPIError

from extensions.answers.problem import Problem
from extensions.slice.columns import Column
from extensions.slice.samples import samples
from extensions.slice.slice import Slice
from extensions.slice.values import as_json
from tests.extensions.revisions.databases import Following
from tests.extensions.slice.generated import slice_of
from tests.extensions.slice.strategies import OBJECTS, RELATIONS, SPECS, STORED, UNIONS

pytestmark = pytest.mark.slow

some = settings(
    max_examples=15 if settings().derandomize else 100,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
"""Each example makes two modules and a table; the profile `random` tries more.

Many are left out: fields that cannot be, and types that cannot become each other.
"""

NAMES = st.sampled_from(["alpha", "beta", "gamma", "delta", "zip_code"])
OPTIONS = st.sampled_from(["", "", "?", ", unique", ", index", "?, index"])
KNOWN = SPECS.filter(lambda text: "Customer" not in text and "Tag" not in text)
TEXTS = st.one_of(st.builds("{}{}".format, STORED, OPTIONS), KNOWN, RELATIONS)
FIELDS = st.dictionaries(NAMES, TEXTS | OBJECTS | UNIONS, min_size=1, max_size=5)
ACCESS = st.sampled_from(["any", "any", "owner"])
USER = UUID(int=1)

Pair: TypeAlias = tuple[Slice, Slice]


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Slices of the same table; some field may have another name in the later one."""
    old, new = draw(FIELDS), draw(FIELDS)
    gone, come = sorted({*old} - {*new}), sorted({*new} - {*old})
    if gone and come and isinstance(new[come[0]], str) and draw(st.booleans()):
        new[come[0]] = f"{new[come[0]]}, was={gone[0]}"
    try:
        return slice_of(old, access=draw(ACCESS)), slice_of(new, access=draw(ACCESS))
    except Problem:
        reject()


def following(database: Following, new: Slice) -> str:
    """The revision, or another example where there can be none."""
    try:
        revision = database.follow(new)
    except Problem:
        reject()
    note(revision)
    return revision


def stored(column: Column) -> Any:
    """A value of a column, as the driver takes it."""
    field = column.field
    if field.nullable or column.target:
        return None if field.nullable else USER
    value = samples(field, 1)[0]
    is_json = field.type == "json" or field.kind in {"object", "union"}
    return Jsonb(as_json(value)) if is_json else value


@some
@given(pairs())
def test_table_follows_and_comes_back(engine: sa.Engine, pair: Pair) -> None:
    old, new = pair
    with engine.connect() as connection:
        database = Following(connection, old).created()
        before = database.catalogue()
        revision = following(database, new)

        database.upgrade(revision)
        assert database.drift() == []
        after = database.catalogue()

        database.downgrade(revision)
        assert database.catalogue() == before

        database.upgrade(revision)
        assert database.catalogue() == after


@some
@given(pairs())
def test_row_follows_or_nothing_happens(engine: sa.Engine, pair: Pair) -> None:
    old, new = pair
    with engine.connect() as connection:
        database = Following(connection, old).created()
        database.insert({"id": USER}, "users")
        database.insert({one.name: stored(one) for one in old.table.columns})
        before = database.rows()
        revision = following(database, new)

        try:
            database.upgrade(revision)
        except DBAPIError as error:
            note(str(error))
            assert database.rows() == before
        else:
            [row] = database.rows()
            assert row.keys() == {one.name for one in new.table.columns}
            assert database.drift() == []
