"""What clients could try, in projects that differ in all that such things depend on.

One is asynchronous, its sessions expire what they commit, and services commit; the other
is synchronous, of SQLModel, its dependency commits, it has an envelope, and makes what
asks for the caller anew each time.
"""

import shutil
from pathlib import Path

import pytest
import yaml

from tests.conftest import run_copy
from tests.postgres import Postgres, alone
from tools import cell

ATTACKED = Path(__file__).parent / "attacked"
DRIVERS = [
    ("desk", "postgresql+asyncpg"),
    ("desk", "postgresql+psycopg"),
    ("desk", "sqlite+aiosqlite"),
    ("depot", "postgresql+psycopg"),
    ("depot", "sqlite"),
]

pytestmark = pytest.mark.all


def extended(name: str, template: Path, shared: Path) -> Path:
    """The project with its endpoint; made once, by the worker that asks first."""
    folder, made = shared / "attacked" / name, shared / f"attacked-{name}"
    folder.parent.mkdir(exist_ok=True)
    with alone(made.with_suffix(".lock")):
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ATTACKED / name, folder, ignore=ignore)
            answers = yaml.safe_load((ATTACKED / "tasks.yml").read_text("utf-8"))
            run_copy(template, folder, **answers)
            shutil.copytree(ATTACKED / "attacks", folder / "attacks", ignore=ignore)
            made.touch()
    return folder


@pytest.mark.parametrize(("name", "driver"), DRIVERS)
def test_no_client_gets_more_than_it_may(
    name: str,
    driver: str,
    template_folder: Path,
    shared: Path,
    tmp_path: Path,
    postgres: Postgres,
    _interpreter: None,
) -> None:
    folder = extended(name, template_folder, shared)
    dialect, _, library = driver.partition("+")
    is_sqlite = dialect == "sqlite"
    url = (
        f"{driver}:///{tmp_path}/rows.sqlite3"
        if is_sqlite
        else postgres.new_database(library)
    )
    environment = {
        "DATABASE_URL": url,
        "PYTHONPATH": ".:attacks",
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    cell.run(
        "pytest",
        "--quiet",
        "--tb=short",
        "-p",
        "no:cacheprovider",
        "attacks",
        folder=folder,
        environment=environment,
    )
