"""The slice of a model that is there, in a project that this template did not make."""

from __future__ import annotations

from dataclasses import dataclass

from ..existing import OfModel
from .slice import FittedSlice


@dataclass(frozen=True)
class FittedExistingSlice(OfModel, FittedSlice):
    """It has no model of its own, and no revision."""

    @property
    def _table_name(self) -> str:
        return self.existing.table
