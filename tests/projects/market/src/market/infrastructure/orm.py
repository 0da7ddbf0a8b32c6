from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Entity(DeclarativeBase):
    """The base of all tables."""


class HasId:
    id: Mapped[UUID] = mapped_column(default=uuid4, primary_key=True)


class HasCreationTime:
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )
