from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base_class import Base

if TYPE_CHECKING:
    from .author import Author


class Publisher(Base):
    """A publishing house; its code is the one that the trade knows it by."""

    __tablename__ = "publisher"

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    website: Mapped[str | None] = mapped_column(String(300))
    founded: Mapped[int | None]

    authors: Mapped[list[Author]] = relationship(back_populates="publisher")
