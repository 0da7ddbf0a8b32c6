"""The table and its sessions, as most services with SQLAlchemy have them."""

import datetime as dt
import os
from collections.abc import AsyncGenerator
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy import Date, DateTime, Double, Numeric, String, Text, func
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine(
    os.environ["DATABASE_URL"],
    pool_size=int(os.environ["DATABASE_POOL_SIZE"]),
)
make_session = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """Base of the model."""


class Product(Base):
    """One product."""

    __tablename__ = "products"

    id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=func.gen_random_uuid()
    )
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(50))
    price: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    stock: Mapped[int] = mapped_column(default=0)
    rating: Mapped[float | None] = mapped_column(Double)
    featured: Mapped[bool] = mapped_column(default=False)
    released_on: Mapped[dt.date | None] = mapped_column(Date)
    created_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )
    updated_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now(), onupdate=func.now()
    )


async def get_session() -> AsyncGenerator[AsyncSession]:
    """A session for one request."""
    async with make_session() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]
