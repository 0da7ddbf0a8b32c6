"""The table of tasks."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Record, choice


class TaskStatus(StrEnum):
    """The values of `status`."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"


class Task(Record):
    """One task."""

    __tablename__ = "tasks"
    __table_args__ = (
        sa.Index(None, "project_id", "created_at", "id"),
        sa.Index(None, "owner_id", "created_at", "id"),
        sa.Index(None, "created_at", "id"),
        sa.Index(None, "follows", "id"),
    )

    project_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("projects.id", ondelete="RESTRICT")
    )
    owner_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("users.id", ondelete="RESTRICT")
    )
    title: Mapped[str] = mapped_column(sa.String(200))
    status: Mapped[TaskStatus] = mapped_column(
        choice(TaskStatus, "status"), server_default=sa.text("'open'")
    )
    price: Mapped[Decimal] = mapped_column(
        sa.Numeric(10, 2), server_default=sa.text("0.00")
    )
    hours: Mapped[int] = mapped_column(sa.Integer, server_default=sa.text("0"))
    follows: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("tasks.id", ondelete="SET NULL")
    )
    finished_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime(timezone=True))


TASK_LABELS = sa.Table(
    "tasks_labels",
    Record.metadata,
    sa.Column(
        "task_id",
        sa.Uuid,
        sa.ForeignKey("tasks.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column(
        "label_id",
        sa.Uuid,
        sa.ForeignKey("labels.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
        info={"field": "labels"},
    ),
)
