"""References to rows with owners: callers may only name their own rows."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Executable,
    Result,
    Table,
    Uuid,
    any_,
    bindparam,
    func,
    select,
)

from tracker.errors import UNKNOWN_REFERENCE, Conflict


class Executes(Protocol):
    """A database, or a session in a transaction."""

    async def execute(
        self,
        statement: Executable,
        parameters: Mapping[str, Any],
        /,
    ) -> Result[Any]: ...


class OwnedReferences:
    """The references of a table to tables with an `owner_id`, by their names."""

    def __init__(self, **tables: Table) -> None:
        self._counts = {name: _count(table) for name, table in tables.items()}

    async def check(
        self,
        database: Executes,
        owner_id: UUID | None,
        values: Mapping[str, Any],
    ) -> None:
        """Check that all rows that the values refer to have this owner.

        Raises Conflict, as for ids of no row. Without an owner, all rows are allowed.
        """
        if owner_id is None:
            return
        for name in self._counts.keys() & values.keys():
            value = values[name]
            ids = {*value} if isinstance(value, list) else {value} - {None}
            parameters = {"ids": list(ids), "owner_id": owner_id}
            result = await database.execute(self._counts[name], parameters)
            if result.scalar_one() < len(ids):
                raise Conflict(UNKNOWN_REFERENCE, name)


def _count(table: Table) -> Executable:
    ids = bindparam("ids", type_=ARRAY(Uuid()))
    return (
        select(func.count())
        .select_from(table)
        .where(
            table.c.id == any_(ids),
            table.c.owner_id == bindparam("owner_id"),
        )
    )
