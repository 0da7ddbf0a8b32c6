from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ledger.accounts.orm import Account
from ledger.database import Base


class Transfer(Base):
    __tablename__ = "transfers"
    __table_args__ = (CheckConstraint("cents > 0"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    cents: Mapped[int]
    text: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(ForeignKey("accounts.number"))
    target: Mapped[str] = mapped_column(ForeignKey("accounts.number"))

    source_account: Mapped[Account] = relationship(foreign_keys=[source])
    target_account: Mapped[Account] = relationship(foreign_keys=[target])
