"""Lists: what every list can be asked, whether it is paged or not."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import GenericAlias
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import (
    ColumnElement,
    DateTime,
    Enum,
    Select,
    String,
    TypeDecorator,
    func,
)

from notes.database import Database
from notes.filtering import bound, conditions
from notes.validation import RequestModel, StoredDatetime

T = TypeVar("T")

Scope = Mapping[str, Any]
"""The values that columns must have: of the owner, and of the parent."""

PAGING = {"limit", "cursor", "offset", "sort"}
"""Parameters that do not filter."""

SORTED_TEXT = 768
"""Characters of all sort keys together, which a cursor has to hold."""


class ListQuery(RequestModel):
    """Base class of the query parameters of a list."""

    sort: Sequence[str]


class SortKey(NamedTuple):
    """A column to sort by. NULLs count as higher than all values."""

    name: str
    column: ColumnElement[Any]
    descending: bool
    nullable: bool
    length: int | None = None
    """The first characters that count, of a text that may have more."""

    def compared(self, value: Any) -> Any:
        """Return what counts of a value."""
        return value[: self.length] if self.length and value else value

    @property
    def order(self) -> ColumnElement[Any]:
        if self.descending:
            order = self.column.desc()
            return order.nulls_first() if self.nullable else order
        order = self.column.asc()
        return order.nulls_last() if self.nullable else order

    @property
    def python_type(self) -> Any:
        kind = self.column.type
        if isinstance(kind, DateTime) and kind.timezone:
            return StoredDatetime
        try:
            return kind.python_type
        except NotImplementedError:
            return object


class Listing:
    """The rows of a select, filtered, searched and sorted as a query asks.

    The select has a column `id`, and all columns that rows are sorted, filtered,
    searched or scoped by. Statements are built once for each set of parameters.
    """

    def __init__(self, select: Select[Any], *, search: Sequence[str] = ()) -> None:
        self._select = select
        self._columns = select.selected_columns
        self._key = "id"
        self._name = self._columns["id"].table.name
        self._search = tuple(search)
        self._keys = lru_cache(maxsize=64)(self._sort_keys)

    def filters(self, query: ListQuery, scope: Scope) -> dict[str, Any]:
        """Return the filters that are set, by parameter."""
        asked = query.model_dump(exclude=PAGING, exclude_none=True)
        demanded = {name: scope[name] for name in scope if scope[name] is not None}
        return demanded | asked

    def filtered(self, names: Sequence[str]) -> Select[Any]:
        """Return the select with these filters, without their values."""
        return self._select.where(*conditions(self._columns, names, self._search))

    async def _rows(
        self,
        database: Database,
        statement: Select[Any],
        values: dict[str, Any],
    ) -> Sequence[Any]:
        return await database.fetch(statement, values)

    def _order(self, sort: tuple[str, ...]) -> list[ColumnElement[Any]]:
        return [key.order for key in self._keys(sort)]

    def _sort_keys(self, sort: tuple[str, ...]) -> tuple[SortKey, ...]:
        """Return the keys of a sort order, each once, with the primary key."""
        last = f"-{self._key}" if sort[-1].startswith("-") else self._key
        names: dict[str, str] = {}
        for name in (*sort, last):
            names.setdefault(name.removeprefix("-"), name)
        return tuple(
            self._sort_key(name, SORTED_TEXT // len(names)) for name in names.values()
        )

    def _sort_key(self, name: str, most: int) -> SortKey:
        field, descending = name.removeprefix("-"), name.startswith("-")
        column = self._columns[field]
        if field == self._key or not _is_longer(column, most):
            return SortKey(field, column, descending, column.nullable)
        start = func.substr(column, 1, most, type_=column.type)
        return SortKey(field, start, descending, column.nullable, most)


def _is_longer(column: ColumnElement[Any], most: int) -> bool:
    """Tell if a column may hold texts of more characters than these."""
    kind = column.type
    stored = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    if not isinstance(stored, String) or isinstance(stored, Enum):
        return False
    return stored.length is None or stored.length > most


class Everything(Listing, Generic[T]):
    """A list without pages."""

    def __init__(
        self,
        select: Select[Any],
        row: type[T],
        *,
        search: Sequence[str] = (),
    ) -> None:
        super().__init__(select, search=search)
        rows: Any = GenericAlias(list, (row,))
        self._adapter: TypeAdapter[list[T]] = TypeAdapter(rows)
        self._statements = lru_cache(maxsize=512)(self._statement)

    async def fetch(
        self,
        database: Database,
        query: ListQuery,
        scope: Scope | None = None,
    ) -> list[T]:
        """Return all rows that the query asks for."""
        filters = self.filters(query, scope or {})
        statement = self._statements(tuple(query.sort), tuple(filters))
        rows = await self._rows(database, statement, bound(filters))
        return self._adapter.validate_python(rows)

    def _statement(
        self,
        sort: tuple[str, ...],
        filters: tuple[str, ...],
    ) -> Select[Any]:
        return self.filtered(filters).order_by(*self._order(sort))
