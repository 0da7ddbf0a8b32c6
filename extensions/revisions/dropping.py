"""Dropping the table of an endpoint that is removed, and making it again, without rows."""

from __future__ import annotations

from dataclasses import dataclass

from ..slice.table import Table
from .operations import Operation

KEY = """
        sa.Column(
            "id",
            sa.Uuid(),
            server_default=sa.text("gen_random_uuid()"),
            nullable=False,
        ),"""
MOMENT = """
        sa.Column(
            "{name}",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),"""
MOMENTS = "".join(MOMENT.format(name=name) for name in ("created_at", "updated_at"))


@dataclass(frozen=True)
class DropTable:
    """A table that goes, with those of its associations."""

    table: Table

    @property
    def said(self) -> str:
        return "drop the table"

    @property
    def loss(self) -> str:
        return f"every row of {self.table.name}"

    @property
    def statements(self) -> list[str]:
        return [self.table.dropped]

    @property
    def inverse(self) -> Operation:
        return CreateTable(self.table)


@dataclass(frozen=True)
class CreateTable:
    """A table that comes back as it was, but for its rows."""

    table: Table

    @property
    def said(self) -> str:
        return "create the table"

    @property
    def loss(self) -> str:
        return ""

    @property
    def statements(self) -> list[str]:
        table = self.table
        is_whole = any(column.name == table.key.name for column in table.columns)
        before, after = ("", "") if is_whole else (KEY, MOMENTS)
        columns = f"{before}{table.created_columns}{after}".lstrip("\n")
        made = f'    op.create_table(\n        "{table.name}",\n{columns}'
        return [f"{made}\n{table.constraints}\n    )", *_lines(table.created_indexes)]

    @property
    def inverse(self) -> Operation:
        return DropTable(self.table)


def _lines(statements: str) -> list[str]:
    return [statements] if statements else []
