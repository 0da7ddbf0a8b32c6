"""The table of projects."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from pydantic import EmailStr, Field
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Record, Structure
from tracker.validation import RequestModel

ProjectContactName = Annotated[str, Field(max_length=100)]
ProjectContactEmail = Annotated[EmailStr, Field(max_length=320)]


class ProjectContact(RequestModel):
    """What `contact` holds."""

    name: ProjectContactName
    email: ProjectContactEmail | None = None


class Project(Record):
    """One project."""

    __tablename__ = "projects"
    __table_args__ = (
        sa.Index(None, "owner_id", "created_at", "id"),
        sa.Index(None, "created_at", "id"),
    )

    owner_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("users.id", ondelete="RESTRICT")
    )
    name: Mapped[str] = mapped_column(sa.String(200))
    contact: Mapped[ProjectContact] = mapped_column(Structure(ProjectContact))
