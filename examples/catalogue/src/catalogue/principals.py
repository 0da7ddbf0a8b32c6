"""Who sends a request, however that was proved."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field

from catalogue.errors import Forbidden

Role = Annotated[str, Field(max_length=50, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$")]


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody or something that is known by an id, and may do what its roles say."""

    id: UUID
    roles: frozenset[str]

    def require(self, *roles: str) -> None:
        """Raise `Forbidden` unless it has one of these roles."""
        if self.roles.isdisjoint(roles):
            raise Forbidden("Your roles do not allow this.")
