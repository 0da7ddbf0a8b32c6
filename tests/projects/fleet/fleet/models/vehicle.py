import enum
from decimal import Decimal

from sqlalchemy import Enum, ForeignKey, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fleet.models.base import Base
from fleet.models.depot import Depot


class Fuel(enum.Enum):
    DIESEL = "diesel"
    ELECTRIC = "electric"


class Vehicle(Base):
    __tablename__ = "vehicles"

    plate: Mapped[str] = mapped_column(String(12), primary_key=True)
    model: Mapped[str] = mapped_column(String(80))
    fuel: Mapped[Fuel] = mapped_column(Enum(Fuel, name="fuel"))
    payload_kg: Mapped[Decimal] = mapped_column(Numeric(7, 1))
    depot_id: Mapped[int | None] = mapped_column(ForeignKey("depots.id"))

    depot: Mapped[Depot | None] = relationship(back_populates="vehicles")
