"""Classes of libraries that models derive from, as far as their columns go.

A project does not hold them, and what it inherits from them is known all the same.
"""

from __future__ import annotations

from typing import Final

from .reading import Module, Sources

USERS: Final = """
class SQLAlchemyBaseUserTable:
    __tablename__ = "user"
    email: Mapped[str] = mapped_column(String(320), unique=True, index=True)
    hashed_password: Mapped[str] = mapped_column(String(1024))
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    is_superuser: Mapped[bool] = mapped_column(Boolean, default=False)
    is_verified: Mapped[bool] = mapped_column(Boolean, default=False)

class SQLAlchemyBaseUserTableUUID(SQLAlchemyBaseUserTable):
    id: Mapped[UUID] = mapped_column(GUID, primary_key=True, default=uuid4)

class SQLAlchemyBaseOAuthAccountTable:
    __tablename__ = "oauth_account"
    oauth_name: Mapped[str] = mapped_column(String(100), index=True)
    access_token: Mapped[str] = mapped_column(String(1024))
    expires_at: Mapped[int | None] = mapped_column(Integer)
    refresh_token: Mapped[str | None] = mapped_column(String(1024))
    account_id: Mapped[str] = mapped_column(String(320), index=True)
    account_email: Mapped[str] = mapped_column(String(320))

class SQLAlchemyBaseOAuthAccountTableUUID(SQLAlchemyBaseOAuthAccountTable):
    id: Mapped[UUID] = mapped_column(GUID, primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(
        GUID, ForeignKey("user.id", ondelete="cascade")
    )
"""
TOKENS: Final = """
class SQLAlchemyBaseAccessTokenTable:
    __tablename__ = "accesstoken"
    token: Mapped[str] = mapped_column(String(43), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), index=True, default=now
    )

class SQLAlchemyBaseAccessTokenTableUUID(SQLAlchemyBaseAccessTokenTable):
    user_id: Mapped[UUID] = mapped_column(
        GUID, ForeignKey("user.id", ondelete="cascade")
    )
"""
ADVANCED: Final = """
class _Uuid:
    id: Mapped[UUID] = mapped_column(default=uuid4, primary_key=True)

class _Number:
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)

class _Dated:
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    updated_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=now, onupdate=now
    )

class UUIDBase(_Uuid, DeclarativeBase):
    __abstract__ = True

class UUIDAuditBase(_Uuid, _Dated, DeclarativeBase):
    __abstract__ = True

class BigIntBase(_Number, DeclarativeBase):
    __abstract__ = True

class BigIntAuditBase(_Number, _Dated, DeclarativeBase):
    __abstract__ = True
"""

LIBRARIES: Final = {
    "fastapi_users.db": USERS,
    "fastapi_users_db_sqlalchemy": USERS,
    "fastapi_users.authentication.strategy.db": TOKENS,
    "fastapi_users_db_sqlalchemy.access_token": TOKENS,
    "advanced_alchemy.base": ADVANCED,
}


def used_by(sources: Sources) -> list[Module]:
    """The modules of libraries that a project speaks of; they are none of its files."""
    return [
        Module("", name, text)
        for name, text in LIBRARIES.items()
        if next(sources.having(name), None)
    ]
