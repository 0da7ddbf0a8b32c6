from typing import TYPE_CHECKING

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fleet.models.base import Base

if TYPE_CHECKING:
    from fleet.models.vehicle import Vehicle


class Depot(Base):
    __tablename__ = "depots"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    street: Mapped[str | None] = mapped_column(String(200))

    vehicles: Mapped[list["Vehicle"]] = relationship(back_populates="depot")
