from collections.abc import AsyncIterator

import pytest
from httpx2 import ASGITransport, AsyncClient

from fleet.application import create_app
from fleet.containers import Container
from fleet.models import load_all_models
from fleet.models.base import Base


@pytest.fixture(scope="session")
async def tables() -> None:
    load_all_models()
    engine = Container().engine()
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)
    await engine.dispose()


@pytest.fixture
async def container(tables: None) -> AsyncIterator[Container]:
    container = Container()
    yield container
    async with container.engine().begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            await connection.execute(table.delete())
    await container.engine().dispose()


@pytest.fixture
async def client(container: Container) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(create_app(container))
    key = container.config().api_key
    async with AsyncClient(
        transport=transport, base_url="http://fleet", headers={"X-Fleet-Key": key}
    ) as client:
        yield client
