import enum
from datetime import date

from sqlalchemy import Enum, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ledger.database import Base


class Kind(enum.Enum):
    asset = "asset"
    liability = "liability"
    income = "income"
    expense = "expense"


class Account(Base):
    __tablename__ = "accounts"

    number: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[Kind] = mapped_column(Enum(Kind))
    closed_on: Mapped[date | None]


class Budget(Base):
    """What may be spent from an account in a year."""

    __tablename__ = "budgets"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(60), unique=True)
    year: Mapped[int]
    cents: Mapped[int] = mapped_column(default=0)
    kind: Mapped[Kind] = mapped_column(Enum(Kind), default=Kind.expense)
    note: Mapped[str | None] = mapped_column(String(200))
    account_number: Mapped[str | None] = mapped_column(
        ForeignKey("accounts.number", ondelete="SET NULL")
    )

    account: Mapped[Account | None] = relationship()


class Currency(Base):
    __tablename__ = "currencies"

    iso: Mapped[str] = mapped_column(String(3), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    digits: Mapped[int] = mapped_column(default=2)
