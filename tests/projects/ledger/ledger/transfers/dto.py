from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class TransferCreate(BaseModel):
    day: date
    cents: int = Field(gt=0)
    text: str = Field(default="", max_length=200)
    source: str
    target: str


class TransferResponse(TransferCreate):
    model_config = ConfigDict(from_attributes=True)

    id: int
