from alembic import context
from sqlalchemy import create_engine, pool

from app.core.config import settings
from app.models import SQLModel

target_metadata = SQLModel.metadata


def run_migrations_online() -> None:
    connectable = create_engine(settings.DATABASE_URL, poolclass=pool.NullPool)
    with connectable.connect() as connection:
        context.configure(
            connection=connection, target_metadata=target_metadata, compare_type=True
        )
        with context.begin_transaction():
            context.run_migrations()


run_migrations_online()
