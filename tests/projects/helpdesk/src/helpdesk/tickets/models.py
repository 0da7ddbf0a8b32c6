from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Enum, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.db import Model, TimestampMixin, UUIDMixin

if TYPE_CHECKING:
    from helpdesk.auth.models import User


class Status(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


class Ticket(UUIDMixin, TimestampMixin, Model):
    __tablename__ = "tickets"

    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[Status] = mapped_column(
        Enum(Status, native_enum=False, length=20), default=Status.OPEN
    )
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)

    agent: Mapped["User"] = relationship()
