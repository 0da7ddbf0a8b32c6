"""The table of notes."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from notes.database import Record


class Note(Record):
    """One note."""

    __tablename__ = "notes"
    __table_args__ = (sa.Index(None, "created_at", "id"),)

    name: Mapped[str] = mapped_column(sa.String(200))
    description: Mapped[str | None] = mapped_column(sa.Text)
