from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.models import Patient
from app.schemas.patient import PatientCreate
from core.db import session


class DuplicateInsuranceNumber(Exception):
    pass


class PatientService:
    async def get_list(self, limit: int = 20) -> list[Patient]:
        result = await session.execute(
            select(Patient).order_by(Patient.id).limit(limit)
        )
        return list(result.scalars().all())

    async def get_by_id(self, patient_id: int) -> Patient | None:
        return await session.get(Patient, patient_id)

    async def create(self, request: PatientCreate) -> Patient:
        patient = Patient(**request.model_dump())
        session.add(patient)
        try:
            await session.commit()
        except IntegrityError:
            await session.rollback()
            raise DuplicateInsuranceNumber
        return patient
