"""A migrated database for the whole run, and the application on top of it."""

import asyncio
import os
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import SecretStr
from sqlalchemy import insert, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from catalogue.auth import passwords
from catalogue.auth.models import User
from catalogue.auth.schemas import UserResponse
from catalogue.auth.tokens import Tokens
from catalogue.database import Base, Database
from catalogue.main import create_app
from catalogue.migrations import upgrade
from catalogue.settings import Settings


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
        secret_key=SecretStr("a secret that only the tests know"),
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


@pytest.fixture(scope="session", autouse=True)
def _fast_hashes() -> Iterator[None]:
    fast = PasswordHash([Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", fast)
        yield


@pytest.fixture
def tokens(app: FastAPI) -> Tokens:
    tokens: Tokens = app.state.tokens
    return tokens


@pytest.fixture
async def user(database: Database) -> UserResponse:
    """A user whose password nobody knows: hashing one would take long."""
    result = await database.execute(
        insert(User).returning(User.id, User.email, User.roles),
        {"email": "user@example.com", "password_hash": "none", "roles": ["staff"]},
    )
    return UserResponse.model_validate(result.one()._asdict())


@pytest.fixture
def auth_headers(tokens: Tokens, user: UserResponse) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.issue(user.id, user.roles)}"}


@pytest.fixture
async def api(
    app: FastAPI,
    auth_headers: dict[str, str],
) -> AsyncGenerator[AsyncClient]:
    """A client that is logged in."""
    async with AsyncClient(
        transport=ASGITransport(app),
        base_url="http://test",
        headers=auth_headers,
    ) as client:
        yield client
