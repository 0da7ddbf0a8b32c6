"""The slice of a model that is there, in a project that this template did not make."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..existing import ExistingTable, OfModel
from ..key import Key
from ..moments import moments_in, newest_of
from .models import FittedTable
from .slice import FittedSlice


@dataclass(frozen=True, kw_only=True)
class FittedExistingTable(ExistingTable, FittedTable):
    """The table of such a model."""

    @property
    def key(self) -> Key:
        """What a row is found by."""
        return self.existing.key

    @property
    def newest(self) -> tuple[str, ...]:
        """The column that lists are sorted by unless they are asked otherwise."""
        return newest_of(moments_in(self.existing.columns))

    @property
    def moments(self) -> tuple[str, ...]:
        """The columns that say when a row was made, unless fields are about them."""
        named = {one.name for one in self.fields}
        return tuple(
            name for name in moments_in(self.existing.columns) if name not in named
        )

    @property
    def optional_moments(self) -> frozenset[str]:
        """Those that may hold nothing."""
        return frozenset(filter(self.existing.is_nullable, self.moments))

    @property
    def naive(self) -> frozenset[str]:
        """The columns that keep moments without their zone."""
        return self.existing.naive

    @property
    def native(self) -> frozenset[str]:
        """Those of a type that may have an order of its own, other than by text."""
        return frozenset(one.name for one in self.fields if one.kind == "enum")


@dataclass(frozen=True)
class FittedExistingSlice(OfModel, FittedSlice):
    """It has no model of its own, and no revision."""

    @property
    def _table_name(self) -> str:
        return self.existing.table

    @cached_property
    def table(self) -> FittedExistingTable:
        """The resource in the database."""
        return FittedExistingTable(
            self.name,
            self.package,
            self.fields,
            self._targets,
            fit=self.fit,
            rest=self.rest,
            existing=self.existing,
        )
