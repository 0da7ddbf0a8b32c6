from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from market.infrastructure.orm import Entity


class Region(Entity):
    """A region, by its NUTS code."""

    __tablename__ = "region"

    nuts_code: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    population: Mapped[int | None]
