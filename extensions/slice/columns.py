"""One field as a column: its line in the model, and in the revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..answers.fields import Field
from .code import Call, call, declaration, quoted
from .mapping import PythonType, python_type
from .targets import Target
from .values import MOMENTS, sql_default, sql_text

ON_DELETE = {"restrict": "RESTRICT", "cascade": "CASCADE", "set_null": "SET NULL"}


@dataclass(frozen=True)
class Column:
    """One field as a column."""

    field: Field
    named: str = ""
    """The class of its values, where it has one of its own."""
    target: Target | None = None
    """What it refers to, if it does."""

    @property
    def name(self) -> str:
        """The column's name, and the attribute's."""
        return self.field.name

    @property
    def type(self) -> PythonType:
        """Its type."""
        return python_type(self.field, self.named)

    @property
    def in_model(self) -> str:
        """Its line in the model."""
        optional = " | None" if self.field.nullable else ""
        column = call(
            "mapped_column",
            *([self._key] if self._key else [self.type.column(self.field)]),
            # The type of JSON has a null of its own, which says nothing of the column.
            nullable="False" if self._is_json and not self.field.nullable else None,
            unique="True" if self.field.unique else None,
            **self._default,
        )
        return declaration(self.name, f"Mapped[{self.type.model}{optional}]", column)

    @property
    def in_migration(self) -> str:
        """Its line in the revision that creates the table."""
        return "\n".join(self.migrated.lines(" " * 8, after=","))

    @property
    def migrated(self) -> Call:
        """It as revisions declare it."""
        return call(
            "sa.Column",
            quoted(self.name),
            self.migrated_type,
            nullable=str(self.field.nullable),
            server_default=self.server_default,
        )

    @property
    def migrated_type(self) -> Call:
        """Its type in a revision."""
        return self.type.in_migration(self.field)

    @property
    def on_delete(self) -> str:
        """What becomes of the row when what it refers to is deleted."""
        return ON_DELETE[self.field.on_delete]

    @property
    def _key(self) -> Call | None:
        if self.target is None:
            return None
        return call(
            "sa.ForeignKey",
            quoted(f"{self.target.table}.{self.target.key.name}"),
            ondelete=quoted(self.on_delete),
        )

    @property
    def _is_json(self) -> bool:
        return self.field.kind == "scalar" and self.field.type == "json"

    @property
    def _default(self) -> Mapping[str, str | Call | None]:
        """The keywords of its default in the model."""
        return {"server_default": self.server_default}

    @property
    def server_default(self) -> Call | None:
        """What the database fills in, where nothing is said."""
        if not self.field.has_default:
            return None
        if self.field.has_moment:
            return sql_text(MOMENTS[self.field.default])
        if self.field.kind == "list":
            return sql_text("'{}'")
        return sql_default(self.field.default)
