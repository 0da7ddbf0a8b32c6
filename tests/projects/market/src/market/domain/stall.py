import enum
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Enum, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from market.domain.region import Region
from market.infrastructure.orm import Entity, HasCreationTime, HasId

if TYPE_CHECKING:
    from market.domain.offer import Offer


class StallKind(enum.StrEnum):
    FARM = "farm"
    BAKERY = "bakery"
    CRAFTS = "crafts"


class Stall(HasId, HasCreationTime, Entity):
    __tablename__ = "stall"

    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[StallKind] = mapped_column(
        Enum(StallKind, native_enum=False), default=StallKind.FARM
    )
    registration: Mapped[str] = mapped_column(String(20), unique=True)
    story: Mapped[str | None] = mapped_column(Text)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.nuts_code"))

    region: Mapped[Region | None] = relationship()
    offers: Mapped[list["Offer"]] = relationship(back_populates="stall")


class Permit(HasId, Entity):
    __tablename__ = "permit"

    number: Mapped[str] = mapped_column(String(30), unique=True)
    stall_id: Mapped[UUID] = mapped_column(ForeignKey("stall.id", ondelete="CASCADE"))
