"""Rows by SQL: what a test needs, and no endpoint makes."""

import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal
from types import GenericAlias
from typing import Any
from uuid import UUID, uuid4

from pydantic import TypeAdapter
from sqlalchemy import ARRAY, Column, Enum, Table, insert, literal, update
from sqlalchemy.dialects.postgresql import JSONB

from tracker.database import Database

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

LEAST: dict[type, Callable[[Any, int], Any]] = {
    bool: lambda _kind, _number: False,
    bytes: lambda _kind, number: b"%d" % number,
    Decimal: lambda kind, number: Decimal(number).scaleb(-(kind.scale or 0)),
    dt.date: lambda _kind, number: START.date() + dt.timedelta(days=number),
    dt.datetime: lambda _kind, number: START + dt.timedelta(seconds=number),
    dt.time: lambda _kind, number: (START + dt.timedelta(seconds=number)).time(),
    dt.timedelta: lambda _kind, number: dt.timedelta(seconds=number),
    float: lambda _kind, number: float(number),
    int: lambda _kind, number: number,
    list: lambda _kind, _number: [],
    str: lambda kind, number: str(number)[-(kind.length or 10) :],
    UUID: lambda _kind, _number: uuid4(),
}
"""For a column of this type a value that fits, another one for another number."""

_numbers = itertools.count(1)


async def insert_row(database: Database, table: Table, /, **values: Any) -> UUID:
    """A row with these values, as JSON has them, and what the table demands."""
    row = {name: _loaded(table.c[name], value) for name, value in values.items()}
    for column in table.columns:
        if column.name not in row and _is_demanded(column):
            row[column.name] = await _least(database, column)
    statement = insert(table).values(row).returning(table.c.id)
    result = await database.execute(statement)
    id_: UUID = result.scalar_one()
    return id_


async def update_row(
    database: Database,
    table: Table,
    id_: object,
    /,
    **values: Any,
) -> None:
    """Write these values, as JSON has them, into a row."""
    row = {name: _loaded(table.c[name], value) for name, value in values.items()}
    await database.execute(update(table).where(table.c.id == id_).values(row))


def _loaded(column: Column[Any], value: Any) -> Any:
    kind = column.type
    python_type: Any = kind.python_type
    if isinstance(kind, ARRAY):
        python_type = GenericAlias(list, kind.item_type.python_type)
    return value if value is None else TypeAdapter(python_type).validate_python(value)


def _is_demanded(column: Column[Any]) -> bool:
    is_set = column.default is not None or column.server_default is not None
    return not (column.nullable or is_set)


async def _least(database: Database, column: Column[Any]) -> Any:
    for key in column.foreign_keys:
        return await insert_row(database, key.column.table)
    if isinstance(column.type, Enum):
        return next(iter(column.type.python_type))
    if column.type.python_type is object:
        return literal({}, JSONB)  # what it holds is checked by the column's own type
    return LEAST[column.type.python_type](column.type, next(_numbers))
