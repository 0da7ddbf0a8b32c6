"""The table of labels."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Record


class Label(Record):
    """One label."""

    __tablename__ = "labels"
    __table_args__ = (sa.Index(None, "created_at", "id"),)

    name: Mapped[str] = mapped_column(sa.String(30), unique=True)
