"""What all contenders take and answer, as Pydantic has it."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Category = Literal["book", "game", "music"]
Name = Annotated[str, Field(max_length=200)]
Price = Annotated[Decimal, Field(ge=0, max_digits=10, decimal_places=2)]
Count = Annotated[int, Field(ge=0)]
Rating = Annotated[float, Field(ge=0)]


class ProductCreate(BaseModel):
    """The body that creates a product."""

    name: Name
    description: str | None = None
    category: Category
    price: Price
    stock: Count = 0
    rating: Rating | None = None
    featured: bool = False
    released_on: dt.date | None = None


class ProductUpdate(BaseModel):
    """The body that changes a product."""

    name: Name | None = None
    description: str | None = None
    category: Category | None = None
    price: Price | None = None
    stock: Count | None = None
    rating: Rating | None = None
    featured: bool | None = None
    released_on: dt.date | None = None


class ProductResponse(BaseModel):
    """What clients see of a product."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    description: str | None
    category: Category
    price: Decimal
    stock: int
    rating: float | None
    featured: bool
    released_on: dt.date | None
    created_at: dt.datetime
    updated_at: dt.datetime
