from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from academy.cbv import cbv
from academy.db import db_session
from academy.models.course import Course
from academy.models.user import Account, UserRole
from academy.schemas.course import CourseIn, CourseOut
from academy.security import current_account
from academy.services import courses as service

router = APIRouter(prefix="/courses", tags=["courses"])


@cbv(router)
class CourseView:
    session: Annotated[AsyncSession, Depends(db_session)]
    account: Annotated[Account, Depends(current_account)]

    @router.get("")
    async def list_courses(self) -> list[CourseOut]:
        found = await service.all_courses(self.session)
        return [CourseOut.model_validate(course) for course in found]

    @router.post("", status_code=201)
    async def add_course(self, data: CourseIn) -> CourseOut:
        if self.account.role is UserRole.STUDENT:
            raise HTTPException(403, "Students do not teach")
        course = await service.add_course(self.session, self.account, data)
        return CourseOut.model_validate(course)

    @router.get("/{course_id}")
    async def read_course(self, course_id: int) -> CourseOut:
        course = await self.session.get(Course, course_id)
        if course is None:
            raise HTTPException(404, "No such course")
        return CourseOut.model_validate(course)
