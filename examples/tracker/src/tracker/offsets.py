"""Pages by offset, with a total: for numbered pages, of lists that are not too long."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, Field
from sqlalchemy import BigInteger, Select, bindparam, func, select

from tracker.database import Database
from tracker.filtering import bound
from tracker.listing import Listing, ListQuery, Scope

T = TypeVar("T")


class OffsetQuery(ListQuery):
    """The query parameters that every such list has; a subclass adds its filters."""

    limit: int
    offset: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0


class OffsetMeta(BaseModel):
    """Where a page stands in its list, which has `total` rows."""

    total: int
    limit: int
    offset: int


class OffsetPage(OffsetMeta, Generic[T]):
    """One page of a list."""

    data: list[T]


class OffsetPages(Listing, Generic[T]):
    """The pages of one select, in each sort order and with each set of filters."""

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
        """The page that the query asks for; an empty one beyond the end."""
        filters = self.filters(query, scope or {})
        names, values = tuple(filters), bound(filters)
        result = await database.execute(
            self._statements(tuple(query.sort), names),
            {"limit": query.limit, "offset": query.offset, **values},
        )
        rows = [row._asdict() for row in result]
        total = query.offset + len(rows)
        if len(rows) == query.limit or not rows:
            # The last page tells how many there are; any other has to ask.
            count = await database.execute(self._counts(names), values)
            total = count.scalar_one()
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
        order = (key.order for key in self._keys(sort))
        return (
            self.filtered(filters)
            .order_by(*order)
            .limit(bindparam("limit"))
            .offset(bindparam("offset", type_=BigInteger))
        )

    def _count(self, filters: tuple[str, ...]) -> Select[int]:
        rows = self.filtered(filters).with_only_columns(
            self._select.selected_columns["id"]
        )
        return select(func.count()).select_from(rows.subquery())
