"""The table of products."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.database import Record, choice


class ProductCategory(StrEnum):
    """The values of `category`."""

    BOOK = "book"
    GAME = "game"
    MUSIC = "music"


class ProductStatus(StrEnum):
    """The values of `status`."""

    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class Product(Record):
    """One product."""

    __tablename__ = "products"
    __table_args__ = (
        sa.Index(None, "created_at", "id"),
        sa.Index(None, "name", "id"),
        sa.Index(None, "category", "id"),
    )

    sku: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    description: Mapped[str | None] = mapped_column(sa.Text)
    category: Mapped[ProductCategory] = mapped_column(
        choice(ProductCategory, "category")
    )
    price: Mapped[Decimal] = mapped_column(sa.Numeric(10, 2))
    stock: Mapped[int] = mapped_column(sa.Integer, server_default=sa.text("0"))
    weight: Mapped[float | None] = mapped_column(sa.Double)
    status: Mapped[ProductStatus] = mapped_column(
        choice(ProductStatus, "status"), server_default=sa.text("'draft'")
    )
    featured: Mapped[bool] = mapped_column(sa.Boolean, server_default=sa.text("false"))
    released_on: Mapped[dt.date | None] = mapped_column(sa.Date)
    discontinued_at: Mapped[dt.datetime | None] = mapped_column(
        sa.DateTime(timezone=True)
    )
    website: Mapped[str | None] = mapped_column(sa.String(2083))
    supplier_email: Mapped[str | None] = mapped_column(sa.String(320))
