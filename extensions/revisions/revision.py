"""The revision: a module of Alembic's, made of operations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from ..slice.code import INDENT, quoted
from .operations import Operation
from .state import NAMED

LONGEST_SLUG = 50
HEADER = '''"""{title}."""

import os
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = {revision}
down_revision = {parent}
branch_labels = None
depends_on = None


def upgrade() -> None:
{upgrade}


def downgrade() -> None:
{downgrade}
'''
NAMES = '''

def named(found: list[Any], column: str) -> str:
    """What the database calls the constraint of a column."""
    return str(next(one["name"] for one in found if [column] in one.values()))
'''


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
    def file(self) -> str:
        """The name of its file."""
        return f"{self.id}_{self.slug}.py"

    @property
    def slug(self) -> str:
        """What it does, in the name of a file."""
        words = "_".join((self.table, *self.changes)).replace(" ", "_")
        return words if len(words) <= LONGEST_SLUG else f"{self.table}_changes"

    @property
    def changes(self) -> list[str]:
        """What it does, a change each."""
        said = (one.said for one in self.operations)
        return list(dict.fromkeys(filter(None, said))) or ["change constraints"]

    @property
    def losses(self) -> list[str]:
        """What is lost by it."""
        return list(filter(None, (one.loss for one in self.operations)))

    @property
    def upgrade(self) -> str:
        """The statements that do it."""
        return _body(self.operations)

    @property
    def downgrade(self) -> str:
        """The statements that take it back."""
        return _body([one.inverse for one in reversed(self.operations)])

    @property
    def text(self) -> str:
        """The module."""
        title = (
            f"{self.table.replace('_', ' ').capitalize()}: {', '.join(self.changes)}"
        )
        source = HEADER.format(
            title=title,
            revision=quoted(self.id),
            parent="None" if self.parent is None else quoted(self.parent),
            upgrade=self.upgrade,
            downgrade=self.downgrade,
        )
        return source + NAMES * (f"{NAMED}(" in source)


def _body(operations: Sequence[Operation]) -> str:
    lines = [line for one in operations for line in one.statements]
    return "\n".join(lines or [f"{INDENT}pass"])
