"""The difference of fields, on a database with rows: up, down, and up again."""

import pytest

from tests.extensions.revisions.databases import Start
from tests.extensions.spec.generated import slice_of

pytestmark = pytest.mark.slow


def test_columns_come_and_go(start: Start) -> None:
    database = start({"name": "str(20)", "note": "text?"})
    database.insert(name="Book", note="old")
    before = database.catalogue()

    revision = database.follow(slice_of({"name": "str(20)", "price": "int"}))
    database.upgrade(revision)
    assert database.drift() == []
    assert [row["price"] for row in database.rows()] == [0]

    database.downgrade(revision)
    assert database.catalogue() == before
    assert [row["note"] for row in database.rows()] == [None]
