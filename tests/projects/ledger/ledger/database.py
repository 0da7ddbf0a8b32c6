import os
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///ledger.sqlite3"),
    poolclass=NullPool,
)
sessions = async_sessionmaker(engine, expire_on_commit=False)


@event.listens_for(engine.sync_engine, "connect")
def check_foreign_keys(connection: DBAPIConnection, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


class Base(DeclarativeBase):
    pass


async def transaction() -> AsyncIterator[AsyncSession]:
    """One transaction for the whole request."""
    async with sessions.begin() as session:
        yield session


DB = Annotated[AsyncSession, Depends(transaction)]
