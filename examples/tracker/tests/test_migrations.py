"""The revisions, on a database of their own."""

import asyncio

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from tracker.migrations import LOCK, alembic_config, upgrade
from tracker.models import Base


async def table_names(database_url: str) -> set[str]:
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        names = await connection.run_sync(
            lambda connection: inspect(connection).get_table_names()
        )
    await engine.dispose()
    return set(names) - {"alembic_version"}


async def test_revisions_can_be_undone_and_done_again(empty_database_url: str) -> None:
    config = alembic_config(empty_database_url)

    await asyncio.to_thread(command.upgrade, config, "head")
    assert await table_names(empty_database_url) == set(Base.metadata.tables)

    await asyncio.to_thread(command.downgrade, config, "base")
    assert await table_names(empty_database_url) == set()

    await asyncio.to_thread(command.upgrade, config, "head")
    assert await table_names(empty_database_url) == set(Base.metadata.tables)


async def test_models_and_revisions_agree(database_url: str) -> None:
    """Fails with the differences; `make revision` writes them down."""
    await asyncio.to_thread(command.check, alembic_config(database_url))


async def test_migrating_waits_for_a_process_that_is_at_it(
    empty_database_url: str,
) -> None:
    engine = create_async_engine(empty_database_url)
    async with engine.connect() as other:
        lock = text("SELECT pg_advisory_lock(hashtext(:name))")
        await other.execute(lock, {"name": LOCK})

        waiting = asyncio.create_task(asyncio.to_thread(upgrade, empty_database_url))
        await asyncio.wait([waiting], timeout=0.3)

        assert not waiting.done()
        assert await table_names(empty_database_url) == set()
        await other.invalidate()
    await waiting
    await engine.dispose()

    assert await table_names(empty_database_url) == set(Base.metadata.tables)


def test_revisions_stand_in_one_line() -> None:
    script = ScriptDirectory.from_config(alembic_config(""))

    assert len(script.get_heads()) == 1
