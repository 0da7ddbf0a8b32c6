from collections.abc import AsyncGenerator

import pytest_asyncio
from httpx import ASGITransport, AsyncClient
from sqlmodel import SQLModel

from conference import app
from conference.auth import create_access_token
from conference.db.main import Session, async_engine
from conference.db.models import User


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def tables() -> None:
    async with async_engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.drop_all)
        await connection.run_sync(SQLModel.metadata.create_all)
    await async_engine.dispose()


@pytest_asyncio.fixture
async def client(tables: None) -> AsyncGenerator[AsyncClient, None]:
    transport = ASGITransport(app=app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        yield client
    async with async_engine.begin() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            await connection.execute(table.delete())
    await async_engine.dispose()


async def _headers(user: User) -> dict[str, str]:
    async with Session() as session:
        session.add(user)
        await session.commit()
    return {"Authorization": f"Bearer {create_access_token(user.uid)}"}


@pytest_asyncio.fixture
async def attendee(client: AsyncClient) -> dict[str, str]:
    return await _headers(User(username="attendee", password_hash=""))


@pytest_asyncio.fixture
async def admin(client: AsyncClient) -> dict[str, str]:
    return await _headers(User(username="admin", password_hash="", is_admin=True))
