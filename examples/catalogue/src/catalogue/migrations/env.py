"""Runs revisions: Alembic executes this module, with or without a database."""

import asyncio

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from catalogue.migrations import LOCK
from catalogue.models import Base
from catalogue.settings import load_settings

TRY_LOCK = text("SELECT pg_try_advisory_lock(hashtext(:name))")
PAUSE = 0.1


def database_url() -> str:
    """Return the URL that the caller gave, or that of the settings."""
    url: str | None = context.config.attributes.get("database_url")
    return url or load_settings().database_url


def run(connection: Connection) -> None:
    """Run revisions in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def take_turn(connection: AsyncConnection) -> None:
    """Wait until no other process runs revisions on this database.

    It polls, since a waiting statement would block CREATE INDEX CONCURRENTLY in
    another process. The lock ends with the connection.
    """
    while not await connection.scalar(TRY_LOCK, {"name": LOCK}):
        await connection.rollback()
        await asyncio.sleep(PAUSE)
    await connection.commit()


async def run_online() -> None:
    """Connect and run revisions."""
    engine = create_async_engine(database_url(), poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await take_turn(connection)
        await connection.run_sync(run)
    await engine.dispose()


def run_offline() -> None:
    """Print the revisions as SQL."""
    context.configure(
        dialect_name="postgresql",
        target_metadata=Base.metadata,
        literal_binds=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    asyncio.run(run_online())
