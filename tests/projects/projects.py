"""Small projects of others, whose conventions differ; each is described beside it."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark import ParameterSet

from tests.conftest import git
from tests.postgres import Postgres
from tests.projects.environments import NEWEST, Environment
from tools import cell

HERE = Path(__file__).parent
NAMES = sorted(file.stem for file in HERE.glob("*.yml"))
FIRST = "bookshop"
QUIET = ("--quiet", "--tb=short", "-p", "no:cacheprovider")
SQLITE = "sqlite"
MIGRATING = (("upgrade", "head"), ("check",), ("downgrade", "base"))


@dataclass(frozen=True)
class Surroundings:
    """What all projects have in common while they are tested."""

    postgres: Postgres
    types: Path
    """Where the type checker keeps what it knows of libraries."""


@dataclass(frozen=True)
class Project:
    """A project of a test, copied to a folder of its own and committed."""

    name: str
    folder: Path
    surroundings: Surroundings
    environment: Environment = NEWEST

    @classmethod
    def copied(
        cls,
        name: str,
        folder: Path,
        surroundings: Surroundings,
        environment: Environment = NEWEST,
    ) -> "Project":
        """A copy of the project in a new folder, as it is in an environment."""
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(HERE / name, folder, ignore=ignore)
        git(folder, "init", "--quiet")
        project = cls(name, folder, surroundings, environment)
        environment.dress(folder, project.home)
        project.commit("the project as it is")
        return project

    @cached_property
    def described(self) -> Mapping[str, Any]:
        """What the file beside the project says of it."""
        return described(self.name)

    @property
    def home(self) -> Path:
        """The folder that its commands run in."""
        return self.folder / str(self.described.get("folder", "."))

    def commit(self, message: str) -> None:
        """Commit all that is there."""
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--allow-empty", "--message", message)

    def new_database(self) -> str:
        """The URL of an empty database for its driver."""
        dialect, _, driver = self.described["driver"].partition("+")
        if dialect == SQLITE:
            return f"{dialect}+{driver}:///{self.folder.with_suffix('.sqlite3')}"
        return self.surroundings.postgres.new_database(driver)

    def run(self, *module: str, url: str = "") -> str:
        """Run a module in it, by default with a new database, or raise `Failed`."""
        url = url or self.new_database()
        environment = {
            "DATABASE_URL": url,
            "MYPY_CACHE_DIR": str(self.surroundings.types),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TEST_DATABASE_URL": url,
        }
        python = self.environment.python
        return cell.run(
            *module, folder=self.home, environment=environment, python=python
        )

    def test(self, *files: str) -> None:
        """Run its tests, or those of some files."""
        self.run("pytest", *QUIET, *files)

    def lint(self) -> None:
        """Run the linter and the formatter, as it configures them."""
        self.run("ruff", "check", "--no-cache")
        self.run("ruff", "format", "--check", "--no-cache")

    def check_types(self) -> None:
        """Run the type checker, where it configures one."""
        if self.described.get("types"):
            self.run("mypy")

    def migrate(self) -> None:
        """Migrate an empty database, compare it with the models, and go back."""
        if self.described.get("migrations"):
            url = self.new_database()
            for step in MIGRATING:
                self.run("alembic", *step, url=url)


def described(name: str) -> Mapping[str, Any]:
    """What the file beside a project says of it."""
    found: Mapping[str, Any] = yaml.safe_load((HERE / f"{name}.yml").read_text("utf-8"))
    return found


STEPS = {
    "suite": Project.test,
    "lint": Project.lint,
    "types": Project.check_types,
    "migrations": Project.migrate,
}
"""What proves a project as a whole."""


def each_project() -> list[ParameterSet]:
    """The names of all; `make test` has one that stands for them."""
    return [
        pytest.param(name, marks=() if name == FIRST else pytest.mark.all)
        for name in NAMES
    ]
