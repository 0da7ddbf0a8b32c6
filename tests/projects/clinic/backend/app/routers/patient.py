from fastapi import APIRouter, Depends, HTTPException

from app.auth import require_user
from app.models import User
from app.schemas.patient import PatientCreate, PatientResponse
from app.schemas.response import ApiResponse
from app.services.patient import DuplicateInsuranceNumber, PatientService

router = APIRouter()


@router.get("", response_model=ApiResponse[list[PatientResponse]])
async def get_patient_list(limit: int = 20, user: User = Depends(require_user())):
    patients = await PatientService().get_list(limit=limit)
    return ApiResponse(
        code="OK",
        message="Patients",
        data=[PatientResponse.model_validate(patient) for patient in patients],
    )


@router.get("/{patient_id}", response_model=ApiResponse[PatientResponse])
async def get_patient(patient_id: int, user: User = Depends(require_user())):
    patient = await PatientService().get_by_id(patient_id)
    if patient is None:
        raise HTTPException(404, "Patient not found")
    return ApiResponse(
        code="OK", message="Patient", data=PatientResponse.model_validate(patient)
    )


@router.post("", response_model=ApiResponse[PatientResponse], status_code=201)
async def create_patient(
    request: PatientCreate,
    user: User = Depends(require_user("reception", "admin")),
):
    try:
        patient = await PatientService().create(request)
    except DuplicateInsuranceNumber:
        raise HTTPException(409, "The insurance number is known already")
    return ApiResponse(
        code="OK", message="Created", data=PatientResponse.model_validate(patient)
    )
