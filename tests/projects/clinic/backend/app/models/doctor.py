from enum import Enum

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy import Enum as SAEnum
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base, TimestampMixin

from .department import Department


class Speciality(Enum):
    GENERAL = "general"
    SURGERY = "surgery"
    CARDIOLOGY = "cardiology"


class Doctor(Base, TimestampMixin):
    __tablename__ = "doctors"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(120), nullable=False)
    license_number: Mapped[str] = mapped_column(String(20), nullable=False, unique=True)
    speciality: Mapped[Speciality] = mapped_column(
        SAEnum(Speciality), nullable=False, default=Speciality.GENERAL
    )
    room: Mapped[str | None] = mapped_column(String(10))
    department_number: Mapped[int] = mapped_column(
        ForeignKey("departments.number", ondelete="RESTRICT"), nullable=False
    )

    department: Mapped[Department] = relationship(back_populates="doctors")
