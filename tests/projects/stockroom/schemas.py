from decimal import Decimal

from pydantic import BaseModel, ConfigDict


class ItemCreate(BaseModel):
    name: str
    description: str | None = None
    quantity: int = 0
    price: Decimal


class Item(ItemCreate):
    id: int

    model_config = ConfigDict(from_attributes=True)
