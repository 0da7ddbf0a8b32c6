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
    """The class that fetches a list."""
    page: str
    meta: str
    """The class of what is said of a page beside its rows."""


WAYS: Mapping[str, Paging] = {
    "cursor": Paging("cursors", "CursorQuery", "Keyset", "CursorPage", "CursorMeta"),
    "offset": Paging(
        "offsets", "OffsetQuery", "OffsetPages", "OffsetPage", "OffsetMeta"
    ),
    "none": Paging("listing", "ListQuery", "Everything", "list", ""),
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
    def way(self) -> Paging:
        return WAYS[self.pagination]

    @property
    def module(self) -> str:
        return f"{self.package}.{self.way.module}"

    @property
    def names(self) -> str:
        """What the router and the service may need of it."""
        way = self.way
        return ", ".join(
            (way.meta, way.page, way.store) if self.is_paged else (way.store,)
        )

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
