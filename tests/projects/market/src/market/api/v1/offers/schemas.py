from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from market.domain import OfferState


class OfferCreate(BaseModel):
    title: str = Field(max_length=120)
    price: Decimal = Field(gt=0, max_digits=9, decimal_places=2)


class OfferResponse(OfferCreate):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    state: OfferState
