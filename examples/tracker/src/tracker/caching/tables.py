"""The names of the tables that statements read and write."""

from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Delete,
    Executable,
    Table,
    TableClause,
    TextClause,
    UpdateBase,
    select,
)
from sqlalchemy.sql.visitors import iterate

from tracker.database import Base

KNOWN: WeakKeyDictionary[Executable, frozenset[str]] = WeakKeyDictionary()
"""The tables of known statements, most of which are built once."""


def tables_read(columns: Sequence[ColumnElement[object]]) -> tuple[str, ...]:
    """Return the tables that a select of these columns reads, also in subqueries."""
    parts = iterate(select(*columns))
    return tuple(sorted({part.key for part in parts if isinstance(part, Table)}))


def tables_written(statement: Executable) -> frozenset[str]:
    """Return the tables that a statement may write.

    Textual SQL may write all of them, unless it is a SELECT.
    """
    if statement not in KNOWN:
        KNOWN[statement] = frozenset(_written(statement))
    return KNOWN[statement]


def _written(statement: Executable) -> Iterator[str]:
    if isinstance(statement, TextClause):
        is_select = statement.text.lstrip().lower().startswith("select")
        yield from () if is_select else Base.metadata.tables
        return
    for table, is_delete in _targets(statement):
        yield table.fullname
        if is_delete:
            yield from _swept(table, set())


def _targets(statement: Executable) -> Iterator[tuple[TableClause, bool]]:
    """Yield each table that is written, and whether by a DELETE."""
    assert isinstance(statement, ClauseElement)
    for part in iterate(statement):
        if isinstance(part, UpdateBase):
            for table in iterate(part.table):
                if isinstance(table, TableClause):
                    yield table, isinstance(part, Delete)


def _swept(table: TableClause, seen: set[str]) -> Iterator[str]:
    """Yield the tables that deletions from `table` change as well."""
    metadata = table.metadata if isinstance(table, Table) else Base.metadata
    for other in metadata.tables.values():
        if other.key not in seen and _SWEEPING & _rules(other, table):
            seen.add(other.key)
            yield other.key
            yield from _swept(other, seen)


def _rules(table: Table, other: TableClause) -> set[str]:
    """Return the rules for rows of `table` when rows of `other` are deleted."""
    return {
        (key.ondelete or "").upper()
        for key in table.foreign_keys
        if key.column.table.fullname == other.fullname
    }


_SWEEPING = {"CASCADE", "SET NULL", "SET DEFAULT"}
