"""The template as users get it: a tagged git repository, copied by Copier's API."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import copier
import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import Postgres, served

ROOT = Path(__file__).parent.parent

# The same examples each time, however busy the machine is: a failure is one of the change.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", calm, derandomize=True)
settings.register_profile("random", calm, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
VERSION = "0.0.1"
ANSWERS_FILE = "{{ _copier_conf.answers_file }}.jinja"


def pytest_configure(config: pytest.Config) -> None:
    """Keep the developer's own git settings out."""
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for who in ("AUTHOR", "COMMITTER"):
        os.environ[f"GIT_{who}_NAME"] = "Test"
        os.environ[f"GIT_{who}_EMAIL"] = "test@example.com"


def git(folder: Path, *arguments: str) -> str:
    """Run git in `folder` and return what it says."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def release(folder: Path, version: str) -> None:
    """Commit all that is in `folder`, and tag it."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", version)
    git(folder, "tag", version)


def working_tree(target: Path) -> Path:
    """Copy what the next commit would hold, and make a repository of it."""
    listed = git(ROOT, "ls-files", "-co", "--exclude-standard", "-z").split("\0")
    for name in filter(None, listed):
        if (source := ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)
    git(target, "init", "--quiet")
    return target


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the workers of this test run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


@pytest.fixture(scope="session")
def postgres(shared: Path) -> Iterator[Postgres]:
    """The server of all workers."""
    with served(shared) as server:
        yield server


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template of the working tree, released."""
    target = working_tree(tmp_path_factory.mktemp("template"))
    release(target, VERSION)
    return target


@pytest.fixture(scope="session")
def bare_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interview alone: it writes the answers and the plan, and is quick."""
    target = working_tree(tmp_path_factory.mktemp("bare"))
    shutil.rmtree(target / "template", ignore_errors=True)
    (target / "template").mkdir()
    (target / "template" / ANSWERS_FILE).write_text("{{ _copier_answers | recorded }}")
    (target / "template" / "plan.txt.jinja").write_text("{{ 'plan' | preview }}\n")
    release(target, VERSION)
    return target


@pytest.fixture(scope="session")
def template_folder(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template without its history: Copier reads it where it is, which is quick."""
    return without_history(template, tmp_path_factory.mktemp("folder"))


@pytest.fixture(scope="session")
def bare_folder(bare_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interview alone, without its history."""
    return without_history(bare_template, tmp_path_factory.mktemp("bare_folder"))


def without_history(template: Path, target: Path) -> Path:
    """Copy a template but for its repository."""
    ignore = shutil.ignore_patterns(".git")
    return Path(shutil.copytree(template, target, ignore=ignore, dirs_exist_ok=True))


Copy = Callable[..., Path]


def run_copy(template: Path, folder: Path, *, quiet: bool = True, **data: Any) -> Path:
    """Copy with default answers but for those given, and return the folder."""
    copier.run_copy(
        str(template),
        folder,
        data=data,
        defaults=True,
        unsafe=True,
        quiet=quiet,
    )
    return folder


@pytest.fixture
def copy(template: Path) -> Copy:
    """`copy(folder, **answers)` writes a project."""
    return lambda folder, **data: run_copy(template, folder, **data)


@pytest.fixture
def bare_copy(bare_folder: Path) -> Copy:
    """`bare_copy(folder, **answers)` writes the answers and the plan."""
    return lambda folder, **data: run_copy(bare_folder, folder, **data)
