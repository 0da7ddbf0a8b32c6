from typing import Optional

from sqlmodel import Field, SQLModel


class Account(SQLModel, table=True):
    __tablename__ = "accounts"

    id: Optional[int] = Field(default=None, primary_key=True)
    email: str = Field(max_length=200, unique=True)
    is_superuser: bool = False


class Project(SQLModel, table=True):
    __tablename__ = "projects"

    code: str = Field(max_length=20, primary_key=True)
    name: str = Field(max_length=200)


class Label(SQLModel, table=True):
    __tablename__ = "labels"

    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(max_length=50)
    owner_id: int = Field(foreign_key="accounts.id")
