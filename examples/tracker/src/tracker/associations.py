"""Many-to-many links, which are read and written together with their row."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Executable,
    Table,
    Uuid,
    all_,
    bindparam,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession


class Links:
    """The links of a table's rows, each kind in an association table.

    An association table has two columns: the ids of the row and of the linked row.
    """

    def __init__(self, table: Table, **associations: Table) -> None:
        self.columns: dict[str, ColumnElement[Any]] = dict(table.columns)
        self._writes: dict[str, tuple[Executable, ...]] = {}
        for name, association in associations.items():
            row, other = association.columns
            self.columns[name] = _ids(table, row, other).label(name)
            self._writes[name] = _writes(association, row, other)

    def split(self, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Split values into those of the row itself and the ids to link it to."""
        links = {name: values[name] for name in values if name in self._writes}
        return {name: values[name] for name in values if name not in links}, links

    async def write(
        self,
        session: AsyncSession,
        row_id: UUID,
        links: Mapping[str, Sequence[UUID]],
    ) -> None:
        """Link the row to exactly these rows. Raises Conflict for unknown ids."""
        for name, ids in links.items():
            for statement in self._writes[name]:
                await session.execute(statement, {"row_id": row_id, "ids": ids})


def _ids(table: Table, row: Column[Any], other: Column[Any]) -> ColumnElement[Any]:
    """Select all ids as one value, so that a list of rows takes one query."""
    linked = select(other).where(row == table.c.id).order_by(other)
    return func.array(linked.scalar_subquery(), type_=ARRAY(Uuid()))


def _writes(
    association: Table,
    row: Column[Any],
    other: Column[Any],
) -> tuple[Executable, ...]:
    """Return the statements that remove old links and add new ones."""
    row_id = bindparam("row_id", type_=Uuid())
    ids = bindparam("ids", type_=ARRAY(Uuid()))
    asked_for = select(row_id, func.unnest(ids))
    return (
        delete(association).where(row == row_id, other != all_(ids)),
        insert(association)
        .from_select([row.name, other.name], asked_for)
        .on_conflict_do_nothing(),
    )
