"""A migrated database for the whole run, and the application on top of it."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from notes.database import Base, Database
from notes.main import create_app
from notes.migrations import upgrade
from notes.settings import Settings


@asynccontextmanager
async def throwaway_database() -> AsyncGenerator[str]:
    """A new, empty database on the server of TEST_DATABASE_URL, or on the embedded one."""
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
    return Settings(
        environment="test",
        database_url=database_url,
    )


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
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    await database.execute(text(f"TRUNCATE {tables}"))


@pytest.fixture
async def client(app: FastAPI, database: Database) -> AsyncGenerator[AsyncClient]:
    transport = ASGITransport(app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.fixture
def document(app: FastAPI) -> dict[str, Any]:
    """The description of the API."""
    return app.openapi()


@pytest.fixture
def api(client: AsyncClient) -> AsyncClient:
    """A client that may do everything."""
    return client
