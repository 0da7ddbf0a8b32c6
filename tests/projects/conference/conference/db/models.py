import uuid
from datetime import datetime, timezone
from decimal import Decimal
from enum import Enum
from typing import List, Optional

import sqlalchemy.dialects.postgresql as pg
from sqlmodel import Column, Field, Relationship, SQLModel


def now() -> datetime:
    return datetime.now(timezone.utc)


class User(SQLModel, table=True):
    __tablename__ = "users"

    uid: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    username: str = Field(unique=True, max_length=40)
    password_hash: str = Field(exclude=True)
    is_admin: bool = Field(default=False)
    created_at: datetime = Field(
        sa_column=Column(pg.TIMESTAMP(timezone=True), nullable=False, default=now)
    )


class Level(str, Enum):
    BEGINNER = "beginner"
    ADVANCED = "advanced"


class Speaker(SQLModel, table=True):
    __tablename__ = "speakers"

    uid: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(max_length=120)
    email: str = Field(unique=True, max_length=254)
    bio: Optional[str] = None
    talks: List["Talk"] = Relationship(back_populates="speaker")


class Venue(SQLModel, table=True):
    """A place to talk in; organisers know it by its number."""

    __tablename__ = "venues"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(max_length=80, unique=True)
    seats: int = Field(ge=1)
    hourly_rate: Optional[Decimal] = Field(default=None, max_digits=8, decimal_places=2)
    talks: List["Talk"] = Relationship(back_populates="venue")


class Workshop(SQLModel, table=True):
    __tablename__ = "workshops"

    uid: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    title: str = Field(max_length=200, unique=True)
    level: Level = Field(default=Level.BEGINNER)
    summary: Optional[str] = None
    starts_at: Optional[datetime] = Field(
        default=None, sa_column=Column(pg.TIMESTAMP(timezone=True))
    )
    venue_number: Optional[int] = Field(
        default=None, foreign_key="venues.number", ondelete="SET NULL"
    )
    host_uid: uuid.UUID = Field(foreign_key="speakers.uid", index=True)
    host: Optional[Speaker] = Relationship()


class Talk(SQLModel, table=True):
    __tablename__ = "talks"

    uid: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    title: str = Field(max_length=200)
    level: Level = Field(default=Level.BEGINNER)
    speaker_uid: uuid.UUID = Field(foreign_key="speakers.uid")
    venue_number: Optional[int] = Field(default=None, foreign_key="venues.number")
    created_at: datetime = Field(
        sa_column=Column(pg.TIMESTAMP(timezone=True), nullable=False, default=now)
    )
    speaker: Optional[Speaker] = Relationship(back_populates="talks")
    venue: Optional[Venue] = Relationship(back_populates="talks")
