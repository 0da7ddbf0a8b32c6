"""Tables in a real PostgreSQL, made from fields."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from tests.extensions.revisions.databases import OTHERS, Following, Start
from tests.extensions.slice.generated import slice_of
from tests.postgres import Postgres


@pytest.fixture(scope="session")
def engine(postgres: Postgres) -> Iterator[sa.Engine]:
    """A database of this run's."""
    url = postgres.new_database().replace("asyncpg", "psycopg")
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        for name in OTHERS:
            connection.execute(sa.text(f"CREATE TABLE {name} (id uuid PRIMARY KEY)"))
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection whose changes are gone after the test."""
    with engine.connect() as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def start(connection: sa.Connection) -> Start:
    """`start(fields, **answers)` makes the table."""

    def made(fields: dict[str, Any], **answers: Any) -> Following:
        return Following(connection, slice_of(fields, **answers)).created()

    return made
