"""Request and response bodies."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, EmailStr, Field, FiniteFloat

from catalogue.cursors import CursorQuery
from catalogue.products.models import ProductCategory, ProductStatus
from catalogue.validation import (
    CommaSeparated,
    Int32,
    RequestModel,
    SearchText,
    StoredDatetime,
    StoredInt32,
    Url,
    omittable,
)

Sku = Annotated[str, Field(min_length=3, max_length=20, pattern="^[A-Z0-9-]+$")]
Name = Annotated[str, Field(max_length=200)]
Price = Annotated[Decimal, Field(ge=0, max_digits=10, decimal_places=2)]
Stock = Annotated[Int32, Field(ge=0, le=1000000)]
Weight = Annotated[FiniteFloat, Field(ge=0.0)]
SupplierEmail = Annotated[EmailStr, Field(max_length=320)]


class ProductBase(RequestModel):
    """What bodies of create and replace have in common."""

    sku: Sku
    name: Name
    description: str | None = None
    category: ProductCategory
    price: Price
    stock: Stock = 0
    weight: Weight | None = None
    status: ProductStatus = ProductStatus.DRAFT
    featured: bool = False
    released_on: dt.date | None = None
    discontinued_at: AwareDatetime | None = None
    website: Url | None = None
    supplier_email: SupplierEmail | None = None


EXAMPLE: dict[str, Any] = {
    "sku": "AAA",
    "name": "name 1",
    "description": "description 1",
    "category": "book",
    "price": "1.00",
    "stock": 1,
    "weight": 1.5,
    "status": "draft",
    "featured": False,
    "released_on": "2026-01-01",
    "discontinued_at": "2026-01-01T12:00:00Z",
    "website": "https://example.com/page1",
    "supplier_email": "person1@example.com",
}


class ProductCreate(ProductBase):
    """The body that creates a product."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})


class ProductReplace(ProductBase):
    """The body that replaces a product."""


class ProductUpdate(RequestModel):
    """Fields to change. All others keep their values."""

    sku: Sku = omittable()
    name: Name = omittable()
    description: str | None = omittable()
    category: ProductCategory = omittable()
    price: Price = omittable()
    stock: Stock = omittable()
    weight: Weight | None = omittable()
    status: ProductStatus = omittable()
    featured: bool = omittable()
    released_on: dt.date | None = omittable()
    discontinued_at: AwareDatetime | None = omittable()
    website: Url | None = omittable()
    supplier_email: SupplierEmail | None = omittable()


class ProductResponse(BaseModel):
    """A product, as responses show it."""

    id: UUID
    sku: str
    name: str
    description: str | None
    category: ProductCategory
    price: Decimal
    stock: StoredInt32
    weight: float | None
    status: ProductStatus
    featured: bool
    released_on: dt.date | None
    discontinued_at: StoredDatetime | None
    website: str | None
    supplier_email: str | None
    created_at: StoredDatetime
    updated_at: StoredDatetime


class ProductQuery(CursorQuery):
    """The parameters of a list of products."""

    limit: Annotated[int, Field(ge=1, le=50)] = 20
    sort: CommaSeparated[
        Literal[
            "sku",
            "-sku",
            "name",
            "-name",
            "price",
            "-price",
            "stock",
            "-stock",
            "released_on",
            "-released_on",
            "created_at",
            "-created_at",
            "updated_at",
            "-updated_at",
        ]
    ] = ("-created_at",)
    q: SearchText | None = None
    sku: str | None = None
    sku__in: CommaSeparated[str] | None = None
    sku__contains: SearchText | None = None
    name: str | None = None
    name__in: CommaSeparated[str] | None = None
    name__contains: SearchText | None = None
    description: str | None = None
    description__in: CommaSeparated[str] | None = None
    description__contains: SearchText | None = None
    description__is_null: bool | None = None
    category: ProductCategory | None = None
    category__in: CommaSeparated[ProductCategory] | None = None
    price: Decimal | None = None
    price__in: CommaSeparated[Decimal] | None = None
    price__gt: Decimal | None = None
    price__gte: Decimal | None = None
    price__lt: Decimal | None = None
    price__lte: Decimal | None = None
    stock: Int32 | None = None
    stock__in: CommaSeparated[Int32] | None = None
    stock__gt: Int32 | None = None
    stock__gte: Int32 | None = None
    stock__lt: Int32 | None = None
    stock__lte: Int32 | None = None
    weight: FiniteFloat | None = None
    weight__in: CommaSeparated[FiniteFloat] | None = None
    weight__gt: FiniteFloat | None = None
    weight__gte: FiniteFloat | None = None
    weight__lt: FiniteFloat | None = None
    weight__lte: FiniteFloat | None = None
    weight__is_null: bool | None = None
    status: ProductStatus | None = None
    status__in: CommaSeparated[ProductStatus] | None = None
    featured: bool | None = None
    featured__in: CommaSeparated[bool] | None = None
    released_on: dt.date | None = None
    released_on__in: CommaSeparated[dt.date] | None = None
    released_on__gt: dt.date | None = None
    released_on__gte: dt.date | None = None
    released_on__lt: dt.date | None = None
    released_on__lte: dt.date | None = None
    released_on__is_null: bool | None = None
    discontinued_at: AwareDatetime | None = None
    discontinued_at__in: CommaSeparated[AwareDatetime] | None = None
    discontinued_at__gt: AwareDatetime | None = None
    discontinued_at__gte: AwareDatetime | None = None
    discontinued_at__lt: AwareDatetime | None = None
    discontinued_at__lte: AwareDatetime | None = None
    discontinued_at__is_null: bool | None = None
    website: Url | None = None
    website__in: CommaSeparated[Url] | None = None
    website__contains: SearchText | None = None
    website__is_null: bool | None = None
    supplier_email: EmailStr | None = None
    supplier_email__in: CommaSeparated[EmailStr] | None = None
    supplier_email__contains: SearchText | None = None
    supplier_email__is_null: bool | None = None
    created_at__gt: AwareDatetime | None = None
    created_at__gte: AwareDatetime | None = None
    created_at__lt: AwareDatetime | None = None
    created_at__lte: AwareDatetime | None = None
    updated_at__gt: AwareDatetime | None = None
    updated_at__gte: AwareDatetime | None = None
    updated_at__lt: AwareDatetime | None = None
    updated_at__lte: AwareDatetime | None = None
