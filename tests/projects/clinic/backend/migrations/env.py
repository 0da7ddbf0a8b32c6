import asyncio

from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine

from app.config import config as app_config
from app.models import *  # noqa: F403
from core.db.base import Base


def run(connection):
    context.configure(
        connection=connection, target_metadata=Base.metadata, compare_type=True
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_online():
    engine = create_async_engine(app_config.DATABASE_URL)
    async with engine.connect() as connection:
        await connection.run_sync(run)
    await engine.dispose()


asyncio.run(run_online())
