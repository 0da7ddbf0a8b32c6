"""Pages by offset, with the total number of rows."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, Field
from sqlalchemy import BigInteger, Select, bindparam, func

from tracker.database import Database
from tracker.filtering import bound
from tracker.listing import Listing, ListQuery, Scope

T = TypeVar("T")


class OffsetQuery(ListQuery):
    """Base class of the query parameters of a list with pages by offset."""

    limit: int
    offset: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0


class OffsetMeta(BaseModel):
    """Where a page starts, in a list of `total` rows."""

    total: int
    limit: int
    offset: int


class OffsetPage(OffsetMeta, Generic[T]):
    """A page of a list."""

    data: list[T]


class OffsetPages(Listing, Generic[T]):
    """A list with pages by offset."""

    def __init__(
        self,
        select: Select[Any],
        page: type[OffsetPage[T]],
        *,
        search: Sequence[str] = (),
    ) -> None:
        super().__init__(select, search=search)
        self._page = page
        self._statements = lru_cache(maxsize=512)(self._statement)
        self._counts = lru_cache(maxsize=512)(self._count)

    async def fetch(
        self,
        database: Database,
        query: OffsetQuery,
        scope: Scope | None = None,
    ) -> OffsetPage[T]:
        """Return the page that the query asks for, empty beyond the end."""
        filters = self.filters(query, scope or {})
        names, values = tuple(filters), bound(filters)
        statement = self._statements(tuple(query.sort), names)
        limits = {"limit": query.limit, "offset": query.offset}
        rows = await self._rows(database, statement, limits | values)
        total = query.offset + len(rows)
        if len(rows) == query.limit or not rows:
            # Only the last page tells how many rows there are.
            [counted] = await database.fetch(self._counts(names), values)
            total = counted["total"]
        return self._page.model_validate(
            {
                "data": rows,
                "total": total,
                "limit": query.limit,
                "offset": query.offset,
            }
        )

    def _statement(
        self,
        sort: tuple[str, ...],
        filters: tuple[str, ...],
    ) -> Select[Any]:
        return (
            self.filtered(filters)
            .order_by(*self._order(sort))
            .limit(bindparam("limit"))
            .offset(bindparam("offset", type_=BigInteger))
        )

    def _count(self, filters: tuple[str, ...]) -> Select[Any]:
        return self.filtered(filters).with_only_columns(
            func.count().label("total"),
            maintain_column_froms=True,
        )
