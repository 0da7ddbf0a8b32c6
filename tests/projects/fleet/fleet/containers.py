from collections.abc import AsyncIterator

from dependency_injector import containers, providers
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from fleet.config import Config


async def open_session(
    factory: async_sessionmaker[AsyncSession],
) -> AsyncIterator[AsyncSession]:
    """A session within one transaction, for as long as the request takes."""
    async with factory.begin() as session:
        yield session


class Container(containers.DeclarativeContainer):
    wiring_config = containers.WiringConfiguration(packages=["fleet.web"])

    config = providers.Singleton(Config.from_environment)
    engine = providers.Singleton(create_async_engine, config.provided.database_url)
    session_factory = providers.Singleton(
        async_sessionmaker, engine, expire_on_commit=False
    )
    session = providers.ContextLocalResource(open_session, session_factory)
