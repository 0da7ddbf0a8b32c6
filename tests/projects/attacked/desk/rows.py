"""Rows of the tests, past the API."""

import asyncio
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Executable, Table

from app.database import Base, engine, sessions


def _emptied(table: Table) -> Iterator[Executable]:
    """What empties a table, whose rows may refer to one another."""
    keys = [one for one in table.foreign_keys if one.column.table is table]
    if keys:
        yield table.update().values({one.parent.name: None for one in keys})
    yield table.delete()


async def _empty() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        for table in reversed(Base.metadata.sorted_tables):
            for statement in _emptied(table):
                await connection.execute(statement)


async def _add(rows: tuple[Any, ...]) -> None:
    async with sessions() as session:
        session.add_all(rows)
        await session.commit()


def empty_tables() -> None:
    asyncio.run(_empty())


def add(*rows: Any) -> None:
    asyncio.run(_add(rows))
