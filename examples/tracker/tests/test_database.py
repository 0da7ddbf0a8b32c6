"""Statements and transactions, and what the database tells its listeners."""

import asyncio
import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy import Executable, bindparam, func, literal, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import StatementError

from tracker.database import Database, choice, open_database
from tracker.errors import Invalid, Unavailable
from tracker.settings import Settings

SELECT = text("SELECT 1")
WRONG = text("SELECT 1 / 0")


class Colour(Enum):
    """Has a name and a value that differ."""

    RED = "red"


NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
VALUES: list[tuple[sa.types.TypeEngine[Any], Any]] = [
    (sa.String(), 'ä"%'),
    (sa.Integer(), -1),
    (sa.BigInteger(), 2**40),
    (sa.Boolean(), False),
    (sa.Double(), 0.1),
    (sa.Numeric(10, 2), Decimal("1.20")),
    (sa.Numeric(10, 2, asdecimal=False), 1.5),
    (sa.Date(), NOON.date()),
    (sa.DateTime(timezone=True), NOON),
    (sa.Time(), NOON.time()),
    (sa.Interval(), dt.timedelta(days=1, microseconds=1)),
    (sa.Uuid(), UUID(int=1)),
    (sa.ARRAY(sa.String()), ["a", "b"]),
    (sa.ARRAY(sa.Numeric(10, 2)), [Decimal("1.20")]),
    (JSONB(), {"a": [1, None]}),
    (choice(Colour, "colour"), Colour.RED),
]


@pytest.mark.parametrize(
    ("kind", "value"),
    [*VALUES, *((kind, None) for kind, _ in VALUES)],
)
async def test_fetches_values_of_every_type(
    kind: sa.types.TypeEngine[Any],
    value: Any,
    database: Database,
) -> None:
    statement = select(bindparam("value", type_=kind).label("it"))
    for _ in range(2):
        assert await database.fetch(statement, {"value": value}) == [{"it": value}]


async def test_fetches_what_depends_on_values(database: Database) -> None:
    statement = select(literal(1).in_(bindparam("these", expanding=True)).label("it"))
    assert await database.fetch(statement, {"these": [1, 2]}) == [{"it": True}]
    assert await database.fetch(statement, {"these": []}) == [{"it": False}]


async def test_missing_parameters_are_errors(database: Database) -> None:
    with pytest.raises(StatementError, match="value is required"):
        await database.fetch(select(bindparam("value").label("it")))


@pytest.mark.parametrize("value", [2**31, "\0", "\ud800"])
async def test_values_that_cannot_be_stored_are_invalid(
    value: int | str,
    database: Database,
) -> None:
    kind = sa.String() if isinstance(value, str) else sa.Integer()
    statement = select(bindparam("value", type_=kind).label("it"))
    with pytest.raises(Invalid):
        await database.fetch(statement, {"value": value})


async def test_a_connection_that_breaks_is_replaced(database: Database) -> None:
    suicide = select(func.pg_terminate_backend(func.pg_backend_pid()))
    with pytest.raises(Unavailable):
        await database.fetch(suicide)

    assert await database.fetch(select(literal(1).label("it"))) == [{"it": 1}]


async def test_waits_no_longer_for_a_connection_than_it_may(settings: Settings) -> None:
    few = settings.model_copy(
        update={"database_pool_size": 1, "database_pool_timeout": 0.05}
    )
    sleep = select(func.pg_sleep(bindparam("seconds")))
    async with open_database(few) as database:
        sleeping = asyncio.create_task(database.fetch(sleep, {"seconds": 0.5}))
        await asyncio.sleep(0.1)
        with pytest.raises(Unavailable):
            await database.fetch(sleep, {"seconds": 0})
        await sleeping


@pytest.fixture
def told(database: Database) -> Iterator[list[list[Executable]]]:
    """What the database has told, a list each time."""
    told: list[list[Executable]] = []

    async def listen(statements: Sequence[Executable]) -> None:
        told.append([*statements])

    database.listeners.append(listen)
    yield told
    database.listeners.remove(listen)


async def test_tells_of_a_single_statement(
    database: Database,
    told: list[list[Executable]],
) -> None:
    await database.execute(SELECT)
    await database.fetch(SELECT)
    await database.fetch(one := select(literal(1)))

    assert told == [[SELECT], [SELECT], [one]]


async def test_tells_of_a_statement_that_failed(
    database: Database,
    told: list[list[Executable]],
) -> None:
    with pytest.raises(Invalid):
        await database.execute(WRONG)
    with pytest.raises(Invalid):
        await database.fetch(wrong := select(literal(1) / literal(0)))

    assert told == [[WRONG], [wrong]]


async def test_tells_of_a_transaction_once_after_its_end(
    database: Database,
    told: list[list[Executable]],
) -> None:
    async with database.begin() as session:
        await session.execute(SELECT)
        await session.execute(SELECT)
        assert told == []

    assert told == [[SELECT, SELECT]]


async def test_transactions_tell_of_their_own_statements(
    database: Database,
    told: list[list[Executable]],
) -> None:
    async with database.begin() as one, database.begin() as other:
        await one.execute(SELECT)
        await other.execute(SELECT)

    assert told == [[SELECT], [SELECT]]


async def test_tells_of_a_transaction_that_failed(
    database: Database,
    told: list[list[Executable]],
) -> None:
    async def fail() -> None:
        async with database.begin() as session:
            await session.execute(SELECT)
            await session.execute(WRONG)

    with pytest.raises(Invalid):
        await fail()

    assert told == [[SELECT]]
