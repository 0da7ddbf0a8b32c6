import enum

from sqlalchemy import Enum, String
from sqlalchemy.orm import Mapped, mapped_column

from academy.db import ModelBase


class UserRole(enum.StrEnum):
    STUDENT = enum.auto()
    TEACHER = enum.auto()
    PRINCIPAL = enum.auto()


class Account(ModelBase):
    __tablename__ = "account"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[UserRole] = mapped_column(
        Enum(
            UserRole, name="user_role", values_callable=lambda e: [m.value for m in e]
        ),
        default=UserRole.STUDENT,
    )
