from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.db import ModelBase
from academy.models.course import Course
from academy.models.user import Account


class Enrolment(ModelBase):
    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("course_id", "student_id"),)

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    grade: Mapped[Decimal | None] = mapped_column(Numeric(3, 1))

    course: Mapped[Course] = relationship()
    student: Mapped[Account] = relationship()
