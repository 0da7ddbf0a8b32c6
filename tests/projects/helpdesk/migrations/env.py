import asyncio

from alembic import context
from sqlalchemy import Connection

import helpdesk.auth.models
import helpdesk.customers.models
import helpdesk.tickets.models  # noqa: F401
from helpdesk.db import Model, engine


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Model.metadata)
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(main())
