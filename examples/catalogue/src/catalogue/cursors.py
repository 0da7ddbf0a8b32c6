"""Pages by cursor: each row once, with ties and NULLs, while others write.

A page starts after the last row of the page before it, by the values of the
sort keys and the primary key. The cursor holds these values and a fingerprint
of the list, the sort order and the filters.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from types import GenericAlias
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, Field, TypeAdapter
from pydantic_core import to_json
from sqlalchemy import ColumnElement, Select, and_, bindparam, false, or_, tuple_

from catalogue.database import Database
from catalogue.errors import Invalid, InvalidCursor
from catalogue.filtering import bound
from catalogue.listing import Listing, ListQuery, Scope, SortKey

T = TypeVar("T")

Cursor = Annotated[
    str,
    Field(
        max_length=8192,
        description="`next_cursor` of the previous page, for the same query.",
    ),
]


class CursorQuery(ListQuery):
    """Base class of the query parameters of a list with pages by cursor."""

    limit: int
    cursor: Cursor | None = None


class CursorMeta(BaseModel):
    """Where the next page starts."""

    next_cursor: str | None
    has_more: bool


class CursorPage(CursorMeta, Generic[T]):
    """A page of a list."""

    data: list[T]


class Keyset(Listing, Generic[T]):
    """A list with pages by cursor."""

    def __init__(
        self,
        select: Select[Any],
        page: type[CursorPage[T]],
        *,
        search: Sequence[str] = (),
    ) -> None:
        super().__init__(select, search=search)
        self._page = page
        self._positions = lru_cache(maxsize=64)(self._position_adapter)
        self._statements = lru_cache(maxsize=512)(self._statement)

    async def fetch(
        self,
        database: Database,
        query: CursorQuery,
        scope: Scope | None = None,
    ) -> CursorPage[T]:
        """Return the page that the query asks for.

        Raises:
            InvalidCursor: The cursor is damaged, or belongs to another query.
        """
        sort = tuple(query.sort)
        filters = self.filters(query, scope or {})
        mark = self._fingerprint(sort, filters)
        position = self._decode(query.cursor, sort, mark)
        nulls = tuple(value is None for value in position)
        statement = self._statements(sort, tuple(filters), nulls)
        values = {_after(i): value for i, value in enumerate(position)}
        # One row more than asked for tells whether there are more.
        values |= {"limit": query.limit + 1, **bound(filters)}
        try:
            rows = await self._rows(database, statement, values)
        except Invalid as error:
            if not position:
                raise
            raise InvalidCursor from error
        page = rows[: query.limit]
        has_more = len(rows) > len(page)
        return self._page.model_validate(
            {
                "data": page,
                "next_cursor": self._encode(page[-1], sort, mark) if has_more else None,
                "has_more": has_more,
            }
        )

    def _statement(
        self,
        sort: tuple[str, ...],
        filters: tuple[str, ...],
        nulls: tuple[bool, ...],
    ) -> Select[Any]:
        statement = self.filtered(filters)
        if nulls:
            statement = statement.where(_rows_after(self._keys(sort), nulls))
        return statement.order_by(*self._order(sort)).limit(bindparam("limit"))

    def _position_adapter(self, sort: tuple[str, ...]) -> TypeAdapter[tuple[Any, ...]]:
        types = (
            key.python_type | None if key.nullable else key.python_type
            for key in self._keys(sort)
        )
        position: Any = GenericAlias(tuple, (str, *types))
        return TypeAdapter(position)

    def _fingerprint(self, sort: tuple[str, ...], filters: dict[str, Any]) -> str:
        made_for = to_json([self._name, sort, filters])
        return blake2b(made_for, digest_size=9).hexdigest()

    def _encode(self, row: Any, sort: tuple[str, ...], mark: str) -> str:
        values = (key.compared(row[key.name]) for key in self._keys(sort))
        position = self._positions(sort).dump_json((mark, *values))
        return urlsafe_b64encode(position).decode().rstrip("=")

    def _decode(
        self,
        cursor: str | None,
        sort: tuple[str, ...],
        mark: str,
    ) -> tuple[Any, ...]:
        """Return the values to start after; none for the first page."""
        if cursor is None:
            return ()
        try:
            position = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            made_for, *values = self._positions(sort).validate_json(position)
        except (ValueError, OverflowError) as error:
            raise InvalidCursor from error
        if made_for != mark:
            raise InvalidCursor
        return tuple(values)


def _after(index: int) -> str:
    return f"after__{index}"


def _rows_after(
    keys: Sequence[SortKey],
    nulls: Sequence[bool],
) -> ColumnElement[bool]:
    """Return the condition of the rows after a position with such NULLs."""
    values = [bindparam(_after(i), type_=key.column.type) for i, key in enumerate(keys)]
    first = keys[0]
    if all(key.descending == first.descending and not key.nullable for key in keys):
        row, position = tuple_(*(key.column for key in keys)), tuple_(*values)
        return row < position if first.descending else row > position
    alternatives: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for key, value, null in zip(keys, values, nulls, strict=True):
        alternatives.append(and_(*equal, _beyond(key, value, null=null)))
        equal.append(key.column.is_(None) if null else key.column == value)
    if first.nullable:
        return or_(*alternatives)
    # Redundant, but an index scan can start at the position.
    start = first.column <= values[0] if first.descending else first.column >= values[0]
    return and_(start, or_(*alternatives))


def _beyond(
    key: SortKey,
    value: ColumnElement[Any],
    *,
    null: bool,
) -> ColumnElement[bool]:
    """Return the condition of the rows that come after `value` by one key."""
    if null:
        return key.column.is_not(None) if key.descending else false()
    if key.descending:
        return key.column < value
    above = key.column > value
    return or_(above, key.column.is_(None)) if key.nullable else above
