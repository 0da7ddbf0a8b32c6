"""Many-to-many fields: a table of pairs of ids, in the model and in the revision."""

from __future__ import annotations

from dataclasses import dataclass

from ..answers.field import Field
from ..answers.names import Name
from .column_types import ColumnType
from .key import KEY, Key
from .targets import Target


@dataclass(frozen=True)
class Side:
    """One of the two columns: whose id it holds."""

    column: str
    table: str
    key: Key

    @property
    def type(self) -> ColumnType:
        return self.key.stored_type

    @property
    def references(self) -> str:
        """The column that it refers to."""
        return f"{self.table}.{self.key.name}"


@dataclass(frozen=True)
class Association:
    """The table behind one field."""

    field: Field
    owner: Name
    table: str
    """The table of the resource."""
    target: Target
    key: Key = KEY
    """What a row of the resource is found by."""

    @property
    def name(self) -> str:
        return f"{self.table}_{self.field.name}"

    @property
    def constant(self) -> str:
        """What it is called in the module of the model."""
        return f"{self.owner.snake}_{self.field.name}".upper()

    @property
    def own(self) -> Side:
        return Side(f"{self.owner.snake}_id", self.table, self.key)

    @property
    def other(self) -> Side:
        """What the row refers to."""
        column = f"{self.target.snake}_id"
        if column == self.own.column:
            column = f"related_{column}"
        return Side(column, self.target.table, self.target.key)

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.own, self.other

    @property
    def index(self) -> str:
        return f"ix_{self.name}_{self.other.column}"

    @property
    def names(self) -> list[str]:
        """Everything that the database calls by a name of its own."""
        keys = [f"fk_{self.name}_{one.column}" for one in self.sides]
        return [self.name, f"pk_{self.name}", self.index, *keys]
