from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from academy.db import ModelBase, engine, make_session
from academy.main import app
from academy.models.user import Account, UserRole
from academy.security import token_for


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
async def tables(anyio_backend: str) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(ModelBase.metadata.drop_all)
        await connection.run_sync(ModelBase.metadata.create_all)
    yield
    await engine.dispose()


@pytest.fixture
async def database(tables: None) -> AsyncIterator[None]:
    yield
    async with engine.begin() as connection:
        for table in reversed(ModelBase.metadata.sorted_tables):
            await connection.execute(table.delete())


@pytest.fixture
async def session(database: None) -> AsyncIterator[AsyncSession]:
    async with make_session() as session:
        yield session


@pytest.fixture
async def client(database: None) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.fixture
async def teacher(session: AsyncSession) -> Account:
    account = Account(email="t@example.com", secret_hash="chalk", role=UserRole.TEACHER)
    session.add(account)
    await session.commit()
    return account


@pytest.fixture
def auth_headers(teacher: Account) -> dict[str, str]:
    return {"Authorization": f"Bearer {token_for(teacher)}"}
