"""The revision: a module of Alembic's, made of operations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from ..house import environment
from ..slice.literals import literal
from .operations import Operation
from .statements import Statement

LONGEST_SLUG = 50
TEMPLATE = "parts/revision.py.jinja"


@dataclass(frozen=True)
class Revision:
    """What changes one table, after another revision."""

    table: str
    operations: Sequence[Operation]
    parent: str | None

    @cached_property
    def id(self) -> str:
        """The same for the same changes at the same place."""
        text = f"{self.table} after {self.parent}\n{self.upgrade}\n{self.downgrade}"
        return sha256(text.encode()).hexdigest()[:12]

    @property
    def parent_literal(self) -> str:
        """The id of the one before it, as Python."""
        return literal(self.parent)

    @property
    def slug(self) -> str:
        """What it does, in the name of a file."""
        words = "_".join((self.table, *self.changes)).replace(" ", "_")
        return words if len(words) <= LONGEST_SLUG else f"{self.table}_changes"

    @property
    def title(self) -> str:
        table = self.table.replace("_", " ").capitalize()
        return f"{table}: {', '.join(self.changes)}"

    @property
    def changes(self) -> list[str]:
        said = (one.said for one in self.operations)
        return list(dict.fromkeys(filter(None, said))) or ["change constraints"]

    @property
    def losses(self) -> list[str]:
        return list(filter(None, (one.loss for one in self.operations)))

    @cached_property
    def upgrade(self) -> list[Statement]:
        return [one for operation in self.operations for one in operation.up]

    @cached_property
    def downgrade(self) -> list[Statement]:
        """The statements that take it back."""
        return [
            one for operation in reversed(self.operations) for one in operation.down
        ]

    @property
    def looks_up_names(self) -> bool:
        """Whether it drops a constraint whose name only the database knows."""
        return any(
            one.kind == "drop_constraint"
            and not (one.facts["one"].is_named or one.facts["one"].kind == "check")
            for one in (*self.upgrade, *self.downgrade)
        )

    def text(self, **known: Any) -> str:
        """The module before it is laid out; a header of the house reads what is known."""
        return environment().get_template(TEMPLATE).render(revision=self, **known)
