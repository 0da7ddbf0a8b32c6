from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.db import ModelBase
from academy.models.course import Course


class Certificate(ModelBase):
    __tablename__ = "certificate"

    number: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    holder: Mapped[str] = mapped_column(String(120))
    issued_on: Mapped[date]
    course_id: Mapped[int | None] = mapped_column(
        ForeignKey("course.id", ondelete="SET NULL")
    )

    course: Mapped[Course | None] = relationship()
