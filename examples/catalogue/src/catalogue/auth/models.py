"""The table of users."""

from sqlalchemy import ARRAY, String, text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.database import Record


class User(Record):
    """A user who can log in. `email` is in lower case."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    roles: Mapped[list[str]] = mapped_column(
        ARRAY(String(50)),
        server_default=text("'{}'"),
    )
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
