"""How lists are paged: a table of the ways, and what the modules write of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Paging:
    """One way of paging, and what its module calls its parts."""

    module: str
    query: str
    store: str
    page: str
    """Of rows of the type put in."""
    rows: str
    """What the store is given: the type of a page, or that of a row."""
    meta: str


WAYS: Mapping[str, Paging] = {
    "cursor": Paging(
        module="cursors",
        query="CursorQuery",
        store="Keyset",
        page="CursorPage[{}]",
        rows="CursorPage[{}]",
        meta="CursorMeta",
    ),
    "offset": Paging(
        module="offsets",
        query="OffsetQuery",
        store="OffsetPages",
        page="OffsetPage[{}]",
        rows="OffsetPage[{}]",
        meta="OffsetMeta",
    ),
    "none": Paging(
        module="listing",
        query="ListQuery",
        store="Everything",
        page="list[{}]",
        rows="{}",
        meta="",
    ),
}


@dataclass(frozen=True)
class Lists:
    """The lists of a slice."""

    pagination: str
    package: str
    size: int
    """Rows of a page where the client does not say."""
    most: int
    """Rows of a page at most."""
    row: str
    """The class of a row, as in `TaskResponse`."""

    @property
    def _way(self) -> Paging:
        return WAYS[self.pagination]

    @property
    def module(self) -> str:
        return f"{self.package}.{self._way.module}"

    @property
    def names(self) -> str:
        """What the router and the service may need of it."""
        way = self._way
        page = way.page.partition("[")[0] if self.is_paged else ""
        return ", ".join(filter(None, (way.meta, page, way.store)))

    @property
    def is_paged(self) -> bool:
        return self.pagination != "none"

    @property
    def query(self) -> str:
        """The base of the class of its parameters."""
        return self._way.query

    @property
    def store(self) -> str:
        """The class that fetches it."""
        return self._way.store

    @property
    def rows(self) -> str:
        return self._way.rows.format(self.row)

    @property
    def rows_type(self) -> str:
        return self._way.page.format(self.row)

    @property
    def meta(self) -> str:
        """The class of what is said of a page beside its rows."""
        return self._way.meta
