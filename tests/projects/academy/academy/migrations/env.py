import asyncio
import pkgutil
from importlib import import_module

from alembic import context
from sqlalchemy import Connection

import academy.models
from academy.db import ModelBase, engine

for module in pkgutil.walk_packages(academy.models.__path__, "academy.models."):
    import_module(module.name)


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=ModelBase.metadata)
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    async with engine.connect() as connection:
        await connection.run_sync(run)
    await engine.dispose()


asyncio.run(main())
