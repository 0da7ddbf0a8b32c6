from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from academy.models.course import Course
from academy.models.enrolment import Enrolment
from academy.models.user import Account
from academy.schemas.course import CourseIn


async def all_courses(session: AsyncSession) -> Sequence[Course]:
    return (await session.scalars(select(Course).order_by(Course.title))).all()


async def add_course(session: AsyncSession, teacher: Account, data: CourseIn) -> Course:
    course = Course(**data.model_dump(), teacher_id=teacher.id)
    session.add(course)
    await session.commit()
    return course


async def enrol(session: AsyncSession, course: Course, student: Account) -> Enrolment:
    enrolment = Enrolment(course_id=course.id, student_id=student.id)
    session.add(enrolment)
    await session.commit()
    return enrolment
