"""Lists: what all of them can be asked, whether and however they are paged."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import GenericAlias
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import AwareDatetime, TypeAdapter
from sqlalchemy import ColumnElement, DateTime, Select

from notes.database import Database
from notes.filtering import bound, conditions
from notes.validation import RequestModel

T = TypeVar("T")

Scope = Mapping[str, Any]
"""Whose rows, and under which parent: columns and the value that they must have."""

PAGING = {"limit", "cursor", "offset", "sort"}
"""Parameters that say where in the list, not what is in it."""


class ListQuery(RequestModel):
    """The query parameters that every list has; a subclass adds its filters."""

    sort: Sequence[str]
    created_at__gt: AwareDatetime | None = None
    created_at__gte: AwareDatetime | None = None
    created_at__lt: AwareDatetime | None = None
    created_at__lte: AwareDatetime | None = None
    updated_at__gt: AwareDatetime | None = None
    updated_at__gte: AwareDatetime | None = None
    updated_at__lt: AwareDatetime | None = None
    updated_at__lte: AwareDatetime | None = None


class SortKey(NamedTuple):
    """One column of the order; NULLs stand where PostgreSQL has them: above all values."""

    column: ColumnElement[Any]
    descending: bool
    nullable: bool

    @property
    def order(self) -> ColumnElement[Any]:
        return self.column.desc() if self.descending else self.column.asc()

    @property
    def python_type(self) -> Any:
        kind = self.column.type
        if isinstance(kind, DateTime) and kind.timezone:
            return AwareDatetime
        return kind.python_type


class Listing:
    """A select that is filtered, searched and sorted as a query asks.

    The select has a column `id` and every column that it is sorted, filtered, searched or
    scoped by. What is built for a shape of query is kept.
    """

    def __init__(self, select: Select[Any], *, search: Sequence[str] = ()) -> None:
        self._select = select
        self._search = tuple(search)
        self._keys = lru_cache(maxsize=64)(self._sort_keys)

    def filters(self, query: ListQuery, scope: Scope) -> dict[str, Any]:
        """What rows have to be like, by the names of parameters; what is None is open."""
        asked = query.model_dump(exclude=PAGING, exclude_none=True)
        demanded = {name: scope[name] for name in scope if scope[name] is not None}
        return demanded | asked

    def filtered(self, filters: Sequence[str]) -> Select[Any]:
        """The select with these conditions, their values still open."""
        columns = self._select.selected_columns
        return self._select.where(*conditions(columns, filters, self._search))

    def _sort_keys(self, sort: tuple[str, ...]) -> tuple[SortKey, ...]:
        """The columns of a sort, and the id in the last one's direction."""
        columns = self._select.selected_columns
        last = "-id" if sort[-1].startswith("-") else "id"
        return tuple(
            SortKey(
                column=columns[name.lstrip("-")],
                descending=name.startswith("-"),
                nullable=columns[name.lstrip("-")].nullable,
            )
            for name in (*sort, last)
        )


class Everything(Listing, Generic[T]):
    """A list that is short enough to have no pages."""

    def __init__(
        self,
        select: Select[Any],
        row: type[T],
        *,
        search: Sequence[str] = (),
    ) -> None:
        super().__init__(select, search=search)
        rows: Any = GenericAlias(list, (row,))
        self._rows: TypeAdapter[list[T]] = TypeAdapter(rows)
        self._statements = lru_cache(maxsize=512)(self._statement)

    async def fetch(
        self,
        database: Database,
        query: ListQuery,
        scope: Scope | None = None,
    ) -> list[T]:
        """All rows that the query asks for."""
        filters = self.filters(query, scope or {})
        statement = self._statements(tuple(query.sort), tuple(filters))
        result = await database.execute(statement, bound(filters))
        return self._rows.validate_python([row._asdict() for row in result])

    def _statement(
        self,
        sort: tuple[str, ...],
        filters: tuple[str, ...],
    ) -> Select[Any]:
        order = (key.order for key in self._keys(sort))
        return self.filtered(filters).order_by(*order)
