from __future__ import annotations

import enum
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Enum, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base_class import Base

if TYPE_CHECKING:
    from .book import Book
    from .publisher import Publisher


class AuthorStatus(str, enum.Enum):
    ACTIVE = "active"
    RETIRED = "retired"
    UNKNOWN = "unknown"


class Author(Base):
    __tablename__ = "author"

    id: Mapped[int] = mapped_column(primary_key=True, index=True)
    name: Mapped[str] = mapped_column(String(120), index=True)
    pen_name: Mapped[str | None] = mapped_column(String(120), unique=True)
    biography: Mapped[str | None] = mapped_column(Text)
    born_on: Mapped[date | None]
    status: Mapped[AuthorStatus] = mapped_column(
        Enum(AuthorStatus), default=AuthorStatus.ACTIVE
    )
    publisher_code: Mapped[str | None] = mapped_column(
        ForeignKey("publisher.code", ondelete="SET NULL")
    )

    publisher: Mapped[Publisher | None] = relationship(back_populates="authors")
    books: Mapped[list[Book]] = relationship(back_populates="author")
