from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class PatientCreate(BaseModel):
    name: str = Field(..., max_length=120)
    insurance_number: str = Field(..., max_length=20)
    born_on: date | None = None


class PatientResponse(BaseModel):
    id: int
    name: str
    insurance_number: str
    born_on: date | None

    model_config = ConfigDict(from_attributes=True)
