"""How lists are paged: a table of the ways, and what the modules write of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Paging:
    """One way of paging, and what its module calls its parts."""

    module: str
    query: str
    """The base of the class of its parameters."""
    store: str
    """The class, or the function, that fetches a list."""
    page: str
    meta: str
    """The class of what is said of a page beside its rows."""
    options: str = "validation"
    """The module of the types of filters."""


WAYS: Mapping[str, Paging] = {
    "cursor": Paging("pagination", "CursorQuery", "Keyset", "CursorPage", "CursorMeta"),
    "offset": Paging(
        "offset_pagination", "OffsetQuery", "OffsetPages", "OffsetPage", "OffsetMeta"
    ),
    "none": Paging("listing", "ListQuery", "Everything", "list", ""),
}


OF_OTHERS: Mapping[str, Paging] = {
    "cursor": Paging(
        "pagination", "CursorQuery", "fetch_page", "CursorPage", "", "listing"
    ),
    "offset": Paging(
        "offset_pagination", "OffsetQuery", "fetch_page", "OffsetPage", "", "listing"
    ),
    "none": Paging("listing", "ListQuery", "", "list", "", "listing"),
}
"""The same in existing projects."""


@dataclass(frozen=True)
class Lists:
    """The lists of a slice."""

    pagination: str
    is_ours: bool
    size: int
    """Rows of a page where the client does not say."""
    most: int
    """Rows of a page at most."""
    row: str
    """The class of a row, as in `TaskResponse`."""

    @property
    def way(self) -> Paging:
        return (WAYS if self.is_ours else OF_OTHERS)[self.pagination]

    @property
    def names(self) -> str:
        """What the router and the service may need of it."""
        way = self.way
        found = (way.meta, way.page, way.store) if self.is_paged else (way.store,)
        return ", ".join(filter(None, found))

    @property
    def is_paged(self) -> bool:
        return self.pagination != "none"

    @property
    def rows(self) -> str:
        """What the store is given: the type of a page, or that of a row."""
        return self.rows_type if self.is_paged else self.row

    @property
    def rows_type(self) -> str:
        return f"{self.way.page}[{self.row}]"
