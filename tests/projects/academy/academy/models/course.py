import enum
from datetime import date

from sqlalchemy import CheckConstraint, Enum, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.db import ModelBase
from academy.models.room import Room
from academy.models.user import Account


class CourseState(enum.StrEnum):
    PLANNED = enum.auto()
    RUNNING = enum.auto()
    OVER = enum.auto()


class Course(ModelBase):
    __tablename__ = "course"
    __table_args__ = (CheckConstraint("capacity > 0", name="capacity_is_positive"),)

    title: Mapped[str] = mapped_column(String(160), unique=True)
    description: Mapped[str | None] = mapped_column(Text)
    capacity: Mapped[int] = mapped_column(default=30)
    starts_on: Mapped[date | None]
    state: Mapped[CourseState] = mapped_column(
        Enum(CourseState, name="course_state"), default=CourseState.PLANNED
    )
    teacher_id: Mapped[int] = mapped_column(ForeignKey(Account.id))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))

    teacher: Mapped[Account] = relationship()
    room: Mapped[Room | None] = relationship()
