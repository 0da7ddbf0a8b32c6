from alembic import context

from market.domain import *  # noqa: F403
from market.infrastructure.database import engine
from market.infrastructure.orm import Entity

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Entity.metadata)
    with context.begin_transaction():
        context.run_migrations()
