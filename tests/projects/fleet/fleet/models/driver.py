import enum
from datetime import date

from sqlalchemy import Enum, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fleet.models.base import Base
from fleet.models.vehicle import Vehicle


class License(enum.Enum):
    B = "b"
    C1 = "c1"
    C = "c"


class Driver(Base):
    __tablename__ = "drivers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    badge: Mapped[str] = mapped_column(String(10), unique=True)
    license: Mapped[License] = mapped_column(Enum(License), default=License.B)
    hired_on: Mapped[date | None]
    vehicle_plate: Mapped[str | None] = mapped_column(
        ForeignKey("vehicles.plate", ondelete="SET NULL")
    )

    vehicle: Mapped[Vehicle | None] = relationship()
