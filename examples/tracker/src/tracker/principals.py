"""The authenticated caller of a request."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field

from tracker.errors import Forbidden

Role = Annotated[str, Field(max_length=50, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$")]


@dataclass(frozen=True, slots=True)
class Principal:
    """A user or an API key, with its roles."""

    id: UUID
    roles: frozenset[str]

    def require(self, *roles: str) -> None:
        """Raise Forbidden unless the principal has one of these roles."""
        if self.roles.isdisjoint(roles):
            raise Forbidden("Your roles do not allow this.")
