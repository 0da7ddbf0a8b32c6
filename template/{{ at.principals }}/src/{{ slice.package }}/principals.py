"""Who sends a request, however that was proved."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field

Role = Annotated[str, Field(max_length=50, pattern=r"^[a-z][a-z0-9_-]*$")]


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody or something that is known by an id, and may do what its roles say."""

    id: UUID
    roles: frozenset[str]
