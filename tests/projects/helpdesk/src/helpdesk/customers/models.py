from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Enum, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.db import Model, TimestampMixin, UUIDMixin

if TYPE_CHECKING:
    from helpdesk.auth.models import User


class Plan(StrEnum):
    FREE = "free"
    TEAM = "team"
    ENTERPRISE = "enterprise"


class Customer(UUIDMixin, TimestampMixin, Model):
    __tablename__ = "customers"

    name: Mapped[str] = mapped_column(String(120))
    domain: Mapped[str] = mapped_column(String(253), unique=True)
    plan: Mapped[Plan] = mapped_column(
        Enum(Plan, native_enum=False, length=20), default=Plan.FREE
    )
    notes: Mapped[str | None] = mapped_column(Text)
    manager_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL")
    )

    manager: Mapped["User | None"] = relationship()
    assets: Mapped[list["Asset"]] = relationship(back_populates="customer")


class Asset(Model):
    """Something of a customer that breaks; known by what is printed on it."""

    __tablename__ = "assets"

    serial: Mapped[str] = mapped_column(String(40), primary_key=True)
    label: Mapped[str] = mapped_column(String(120))
    bought_on: Mapped[date | None]
    customer_id: Mapped[UUID] = mapped_column(
        ForeignKey("customers.id", ondelete="CASCADE"), index=True
    )

    customer: Mapped[Customer] = relationship(back_populates="assets")
