"""Where the routes of a project's endpoint find what serves them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..parts import Parts, Piece, parts
from ..routes import Route
from .actions import FittedAction

if TYPE_CHECKING:
    from .slice import FittedSlice


@dataclass(frozen=True)
class FittedRoute(Route):
    """One route of a fitted resource."""

    slice: FittedSlice

    @property
    def action(self) -> FittedAction | None:
        """The custom action that it is, if it is one."""
        actions = self.slice.answers.actions
        found = (action for action in actions if action.name == self.name)
        return next((FittedAction(self.slice, action) for action in found), None)

    @property
    def in_service(self) -> Parts:
        """The part of the service."""
        return parts("fitted/service", self._part)


@dataclass(frozen=True)
class FittedPiece(Piece):
    """A part of a fitted module that belongs to no single route."""

    @property
    def in_service(self) -> Parts:
        """The part of the service."""
        return parts("fitted/service", self.name)
