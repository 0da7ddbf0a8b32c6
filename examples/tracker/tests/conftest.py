"""A migrated database for the whole run, and the application on top of it."""

import asyncio
import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import delete, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from tracker.database import Base, Database
from tracker.main import create_app
from tracker.migrations import upgrade
from tracker.settings import Settings


@asynccontextmanager
async def throwaway_database() -> AsyncGenerator[str]:
    """An empty database on the server of TEST_DATABASE_URL, or on the embedded one."""
    server = Settings(
        environment="test",
        database_url=os.environ.get("TEST_DATABASE_URL", ""),
    ).database_url
    name = f"test_{uuid4().hex}"
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
        try:
            url = make_url(server).set(database=name)
            yield url.render_as_string(hide_password=False)
        finally:
            await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    await engine.dispose()


@pytest.fixture(scope="session")
async def database_url() -> AsyncGenerator[str]:
    async with throwaway_database() as url:
        await asyncio.to_thread(upgrade, url)
        yield url


@pytest.fixture
async def empty_database_url() -> AsyncGenerator[str]:
    async with throwaway_database() as url:
        yield url


@pytest.fixture(scope="session")
def settings(database_url: str) -> Settings:
    return Settings(environment="test", database_url=database_url)


@pytest.fixture(scope="session")
async def app(settings: Settings) -> AsyncGenerator[FastAPI]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def database(app: FastAPI) -> AsyncGenerator[Database]:
    """The database of the application, emptied after the test."""
    database: Database = app.state.database
    yield database
    # For a few rows this takes a fraction of the time of TRUNCATE.
    tables = reversed(Base.metadata.sorted_tables)
    deletes = " ".join(f"{delete(table)};" for table in tables)
    await database.execute(text(f"DO $$ BEGIN {deletes} END $$"))


@pytest.fixture
async def connect(
    app: FastAPI,
    database: Database,
) -> AsyncGenerator[Callable[[dict[str, str]], Awaitable[AsyncClient]]]:
    """`await connect(headers)` is a client that sends these headers."""
    async with AsyncExitStack() as clients:

        async def connect(headers: dict[str, str]) -> AsyncClient:
            client = AsyncClient(
                transport=ASGITransport(app),
                base_url="http://test",
                headers=headers,
            )
            return await clients.enter_async_context(client)

        yield connect


@pytest.fixture
async def client(connect: Callable[..., Awaitable[AsyncClient]]) -> AsyncClient:
    """A client without credentials."""
    return await connect({})


@pytest.fixture
def document(app: FastAPI) -> dict[str, Any]:
    """The description of the API."""
    return app.openapi()
