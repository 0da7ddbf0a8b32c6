import enum

from sqlalchemy import Enum, String
from sqlalchemy.orm import Mapped, mapped_column

from academy.db import ModelBase


class RoomKind(enum.StrEnum):
    LECTURE = enum.auto()
    LAB = enum.auto()


class Room(ModelBase):
    __tablename__ = "room"

    name: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[RoomKind] = mapped_column(
        Enum(RoomKind, name="room_kind"), default=RoomKind.LECTURE
    )
    seats: Mapped[int]
    note: Mapped[str | None] = mapped_column(String(200))
