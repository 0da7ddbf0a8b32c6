from datetime import date

from academy.models.course import CourseState
from academy.schemas.base import Schema


class CourseIn(Schema):
    title: str
    description: str | None = None
    capacity: int = 30
    starts_on: date | None = None


class CourseOut(CourseIn):
    id: int
    state: CourseState
    teacher_id: int


class EnrolmentOut(Schema):
    id: int
    course_id: int
    student_id: int
