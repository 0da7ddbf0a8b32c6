from sqlalchemy import SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base, TimestampMixin


class Department(Base, TimestampMixin):
    __tablename__ = "departments"

    number: Mapped[int] = mapped_column(
        SmallInteger, primary_key=True, autoincrement=False
    )
    name: Mapped[str] = mapped_column(String(80), nullable=False, unique=True)
    floor: Mapped[int | None] = mapped_column(SmallInteger)

    doctors: Mapped[list["Doctor"]] = relationship(  # noqa: F821
        back_populates="department"
    )
