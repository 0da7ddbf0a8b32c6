import uuid
from datetime import UTC, date, datetime
from enum import Enum

from pydantic import EmailStr
from sqlalchemy import DateTime
from sqlmodel import Field, Relationship, SQLModel


def get_datetime_utc() -> datetime:
    return datetime.now(UTC)


# Shared properties
class UserBase(SQLModel):
    email: EmailStr = Field(unique=True, index=True, max_length=255)
    is_active: bool = True
    is_superuser: bool = False
    full_name: str | None = Field(default=None, max_length=255)


# Database model, database table inferred from class name
class User(UserBase, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    hashed_password: str
    articles: list["Article"] = Relationship(back_populates="author")


class UserPublic(UserBase):
    id: uuid.UUID


class ArticleBase(SQLModel):
    title: str = Field(min_length=1, max_length=255)
    body: str | None = None


class ArticleCreate(ArticleBase):
    pass


class ArticleUpdate(SQLModel):
    title: str | None = Field(default=None, min_length=1, max_length=255)
    body: str | None = None


class Article(ArticleBase, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    created_at: datetime = Field(
        default_factory=get_datetime_utc, sa_type=DateTime(timezone=True)
    )
    author_id: uuid.UUID = Field(
        foreign_key="user.id", nullable=False, ondelete="CASCADE"
    )
    author: User | None = Relationship(back_populates="articles")


class ArticlePublic(ArticleBase):
    id: uuid.UUID
    author_id: uuid.UUID


class ArticlesPublic(SQLModel):
    data: list[ArticlePublic]
    count: int


class Frequency(str, Enum):
    daily = "daily"
    weekly = "weekly"
    monthly = "monthly"


class Section(SQLModel, table=True):
    slug: str = Field(primary_key=True, max_length=40)
    title: str = Field(unique=True, max_length=80)
    position: int = 0
    newsletters: list["Newsletter"] = Relationship(back_populates="section")


class Newsletter(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(unique=True, index=True, max_length=80)
    frequency: Frequency = Frequency.weekly
    blurb: str | None = None
    first_issue: date | None = None
    section_slug: str | None = Field(
        default=None, foreign_key="section.slug", ondelete="SET NULL"
    )
    section: Section | None = Relationship(back_populates="newsletters")
