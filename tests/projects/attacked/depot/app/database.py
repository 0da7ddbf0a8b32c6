import os
from collections.abc import Generator
from typing import Any

from sqlalchemy import event
from sqlmodel import Session, create_engine

engine = create_engine(os.environ["DATABASE_URL"])

if engine.dialect.name == "sqlite":

    @event.listens_for(engine, "connect")
    def check_foreign_keys(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")


def get_db() -> Generator[Session, None, None]:
    with Session(engine) as session, session.begin():
        yield session
