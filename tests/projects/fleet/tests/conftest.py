from collections.abc import AsyncIterator

import pytest
from httpx2 import ASGITransport, AsyncClient

from fleet.application import create_app
from fleet.containers import Container
from fleet.models import load_all_models
from fleet.models.base import Base


@pytest.fixture
async def container() -> AsyncIterator[Container]:
    load_all_models()
    container = Container()
    engine = container.engine()
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)
    yield container
    await engine.dispose()


@pytest.fixture
async def client(container: Container) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(create_app(container))
    key = container.config().api_key
    async with AsyncClient(
        transport=transport, base_url="http://fleet", headers={"X-Fleet-Key": key}
    ) as client:
        yield client
