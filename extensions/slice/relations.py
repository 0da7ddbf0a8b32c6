"""What tests know of the rows that a resource refers to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..answers.field import Field
from .rows import Maker
from .samples import HOW_MANY, REFERENCED
from .schemas import Member
from .targets import Target


@dataclass(frozen=True)
class Reference:
    """A field that clients refer to rows with."""

    member: Member
    target: Target
    maker: Maker | None = None
    """What stores a row of another model, where tests need something for that."""
    is_owned: bool = False
    """Whether these rows have owners."""

    @property
    def name(self) -> str:
        return self.member.name

    @property
    def field(self) -> Field:
        return self.member.field

    @property
    def owner(self) -> str:
        """The column that says whose they are."""
        return self.target.owner

    @property
    def is_many(self) -> bool:
        return self.field.kind == "refs"

    @property
    def how_many(self) -> int:
        """Rows that bodies need."""
        return HOW_MANY if self.field.unique else REFERENCED

    @property
    def unknown(self) -> dict[str, Any]:
        """The field with a value that refers to no row."""
        key = self.target.key.unknown
        return {self.name: [key] if self.is_many else key}
