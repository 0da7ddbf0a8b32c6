"""What the database tells those who listen."""

from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import Executable, text

from catalogue.database import Database
from catalogue.errors import Invalid

SELECT = text("SELECT 1")
WRONG = text("SELECT 1 / 0")


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

    assert told == [[SELECT]]


async def test_tells_of_a_statement_that_failed(
    database: Database,
    told: list[list[Executable]],
) -> None:
    with pytest.raises(Invalid):
        await database.execute(WRONG)

    assert told == [[WRONG]]


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
