import enum
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Enum, ForeignKey, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from market.domain.stall import Stall
from market.infrastructure.orm import Entity, HasCreationTime, HasId


class OfferState(enum.StrEnum):
    OPEN = "open"
    SOLD = "sold"


class Offer(HasId, HasCreationTime, Entity):
    __tablename__ = "offer"

    title: Mapped[str] = mapped_column(String(120))
    price: Mapped[Decimal] = mapped_column(Numeric(9, 2))
    state: Mapped[OfferState] = mapped_column(
        Enum(OfferState, native_enum=False), default=OfferState.OPEN
    )
    stall_id: Mapped[UUID | None] = mapped_column(ForeignKey("stall.id"))

    stall: Mapped[Stall | None] = relationship(back_populates="offers")
