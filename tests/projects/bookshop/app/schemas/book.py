from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field


class BookBase(BaseModel):
    title: str = Field(max_length=300)
    price: Decimal = Field(ge=0, max_digits=8, decimal_places=2)
    pages: int | None = Field(default=None, gt=0)


class BookCreate(BookBase):
    isbn: str = Field(min_length=10, max_length=13)
    author_id: int


class BookUpdate(BaseModel):
    title: str | None = Field(default=None, max_length=300)
    price: Decimal | None = Field(default=None, ge=0)
    pages: int | None = Field(default=None, gt=0)


class BookRead(BookBase):
    model_config = ConfigDict(from_attributes=True)

    id: int
    isbn: str
    author_id: int
