"""Rows of the tests, past the API."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Executable, Table
from sqlmodel import Session, SQLModel

from app.database import engine


def _emptied(table: Table) -> Iterator[Executable]:
    """What empties a table, whose rows may refer to one another."""
    keys = [one for one in table.foreign_keys if one.column.table is table]
    if keys:
        yield table.update().values({one.parent.name: None for one in keys})
    yield table.delete()


def empty_tables() -> None:
    SQLModel.metadata.create_all(engine)
    with engine.begin() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            for statement in _emptied(table):
                connection.execute(statement)


def add(*rows: Any) -> None:
    with Session(engine) as session:
        session.add_all(rows)
        session.commit()
