"""A table in a real database, which follows from fields to other fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations

from extensions.revisions.difference import difference
from extensions.revisions.revision import Revision
from extensions.slice.slice import Slice
from tests.extensions.slice.generated import rendered, run_models

OTHERS = ("users", "projects", "customers", "tags")
"""Tables of the service that are there before."""

ALWAYS = ("id", "created_at", "updated_at")

CATALOGUE = """
WITH own AS (SELECT oid, nspname FROM pg_namespace
             WHERE nspname !~ '^(pg_|information_schema)')
SELECT 'column' AS kind, attrelid::regclass::text || '.' || attname AS name,
       format_type(atttypid, atttypmod) || ' ' || attnotnull || ' '
       || coalesce(pg_get_expr(adbin, adrelid), '') AS definition
FROM pg_attribute
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attrelid IN (SELECT oid FROM pg_class
                   WHERE relnamespace IN (SELECT oid FROM own) AND relkind = 'r')
  AND attnum > 0 AND NOT attisdropped
UNION ALL
SELECT 'constraint', conrelid::regclass::text || '.' || conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace IN (SELECT oid FROM own) AND contype <> 'n'
UNION ALL
SELECT 'index', indexname, indexdef FROM pg_indexes
WHERE schemaname IN (SELECT nspname FROM own)
ORDER BY 1, 2
"""
"""Everything that the database has, but for the order of columns."""


@dataclass
class Following:
    """A database whose table was made from the fields of a slice."""

    connection: sa.Connection
    slice: Slice
    revisions: list[str] = field(default_factory=list)

    def created(self) -> Following:
        """The table, by the revision that every endpoint has."""
        self._run(rendered("migration", self.slice), "upgrade")
        return self

    def follow(self, new: Slice) -> str:
        """The revision from the slice that there was to the new one; it is not run."""
        operations = difference(self.slice.table, new.table)
        self.slice = new
        return Revision(new.table.name, operations, "0123456789ab").text()

    def upgrade(self, revision: str) -> None:
        self._run(revision, "upgrade")

    def downgrade(self, revision: str) -> None:
        self._run(revision, "downgrade")

    def _run(self, source: str, function: str) -> None:
        scope: dict[str, Any] = {"__name__": "revision"}
        exec(compile(source, "revision.py", "exec"), scope)
        with self._alone(), Operations.context(self._context()):
            scope[function]()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """In a transaction, as Alembic runs it."""
        with self.connection.begin_nested():
            yield

    def _context(self) -> MigrationContext:
        options = {
            "target_metadata": self._metadata,
            "compare_server_default": True,
            "compare_type": True,
        }
        return MigrationContext.configure(self.connection, opts=options)

    @property
    def _metadata(self) -> sa.MetaData:
        made = run_models(rendered("models", self.slice))
        metadata: sa.MetaData = made[self.slice.name.pascal].metadata
        for name in OTHERS:
            sa.Table(name, metadata, sa.Column("id", sa.Uuid(), primary_key=True))
        return metadata

    def drift(self) -> list[Any]:
        """What Alembic would write into another revision."""
        return list(compare_metadata(self._context(), self._metadata))

    def catalogue(self) -> list[Any]:
        """Everything that the database has."""
        return [tuple(row) for row in self.connection.execute(sa.text(CATALOGUE))]

    # Rows -------------------------------------------------------------------------

    def insert(self, values: Mapping[str, Any], table: str = "") -> None:
        """A row, of values as PostgreSQL reads them."""
        names, slots = ", ".join(values), ", ".join("%s" for _ in values)
        into = f"INSERT INTO {table or self.slice.table.name}"
        what = f"({names}) VALUES ({slots})" if values else "DEFAULT VALUES"
        self.connection.exec_driver_sql(f"{into} {what}", tuple(values.values()))

    def rows(self, table: str = "") -> list[Mapping[str, Any]]:
        """All rows, but for what every resource has."""
        found = self.connection.execute(
            sa.text(f"SELECT * FROM {table or self.slice.table.name} ORDER BY 1")
        )
        return [
            {name: row[name] for name in row if name not in ALWAYS}
            for row in map(dict, found.mappings())
        ]


Start = Callable[..., Following]
