from collections.abc import AsyncIterator, Callable

import jwt
import pytest
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from helpdesk.app import create_app
from helpdesk.auth.models import Role, User
from helpdesk.db import Model, engine, get_session
from helpdesk.settings import get_settings


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
async def _tables(anyio_backend: str) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Model.metadata.drop_all)
        await connection.run_sync(Model.metadata.create_all)
    yield
    await engine.dispose()


@pytest.fixture
async def session(_tables: None) -> AsyncIterator[AsyncSession]:
    async with engine.connect() as connection, connection.begin() as transaction:
        async with AsyncSession(
            connection,
            expire_on_commit=False,
            join_transaction_mode="create_savepoint",
        ) as session:
            yield session
        await transaction.rollback()


@pytest.fixture
async def client(session: AsyncSession) -> AsyncIterator[AsyncClient]:
    app = create_app()
    app.dependency_overrides[get_session] = lambda: session
    async with AsyncClient(
        transport=ASGITransport(app), base_url="http://testserver"
    ) as client:
        yield client


@pytest.fixture
async def agent(session: AsyncSession) -> User:
    user = User(email="agent@example.com", display_name="Agent", role=Role.AGENT)
    session.add(user)
    await session.flush()
    return user


@pytest.fixture
def auth_headers() -> Callable[[User], dict[str, str]]:
    def headers(user: User) -> dict[str, str]:
        token = jwt.encode({"sub": str(user.id)}, get_settings().jwt_secret, "HS256")
        return {"Authorization": f"Bearer {token}"}

    return headers
