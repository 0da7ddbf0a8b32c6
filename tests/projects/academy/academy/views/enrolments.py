from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from academy.cbv import cbv
from academy.db import db_session
from academy.models.course import Course
from academy.models.user import Account
from academy.schemas.course import EnrolmentOut
from academy.security import current_account
from academy.services import courses as service

router = APIRouter(prefix="/courses/{course_id}/enrolments", tags=["enrolments"])


@cbv(router)
class EnrolmentView:
    session: Annotated[AsyncSession, Depends(db_session)]
    account: Annotated[Account, Depends(current_account)]

    @router.post("", status_code=201)
    async def enrol(self, course_id: int) -> EnrolmentOut:
        course = await self.session.get(Course, course_id)
        if course is None:
            raise HTTPException(404, "No such course")
        enrolment = await service.enrol(self.session, course, self.account)
        return EnrolmentOut.model_validate(enrolment)
