from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from ledger.accounts.orm import Kind


class AccountCreate(BaseModel):
    number: str = Field(pattern=r"^\d{4,10}$")
    name: str = Field(min_length=1, max_length=80)
    kind: Kind


class AccountResponse(AccountCreate):
    model_config = ConfigDict(from_attributes=True)

    closed_on: date | None
