"""A second and a third endpoint in the same service, in both layouts."""

import re
from pathlib import Path
from typing import Any

import copier
import pytest

from tests.conftest import git, run_copy
from tests.postgres import Postgres
from tests.rendering.conftest import files_in
from tools.cell import Failed, take

pytestmark = pytest.mark.all

COPIES: list[dict[str, Any]] = [
    {"resource": "customer", "access": "owner"},
    {
        "resource": "invoice",
        "fields": {"number": "int, unique", "to": "email", "customer": "ref(Customer)"},
        "auth": "existing",
    },
    {
        "resource": "tag",
        "fields": {"name": "str(20)"},
        "auth": "api_key",
        "pagination": "offset",
    },
]
BROUGHT = ["users", "api_keys"]
"""Tables that come with the ways to log in."""

PLURALS = ["customers", "invoices", "tags"]
LAYOUTS = ["feature", "layered"]


@pytest.fixture(scope="session", params=LAYOUTS)
def service(
    request: pytest.FixtureRequest,
    template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A service with three endpoints, committed after each."""
    folder = tmp_path_factory.mktemp(request.param) / "shop"
    for number, answers in enumerate(COPIES):
        layout = {} if number else {"layout": request.param}
        run_copy(template, folder, **layout, **answers)
        commit(folder)
    return folder


def commit(folder: Path) -> None:
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "made")


def contents(folder: Path) -> dict[str, bytes]:
    files = (name for name in files_in(folder) if not name.startswith(".git/"))
    return {name: (folder / name).read_bytes() for name in files}


# What it is -------------------------------------------------------------------


def test_every_endpoint_has_answers_of_its_own(service: Path) -> None:
    found = sorted(file.name for file in service.glob(".copier-answers*"))

    assert found == [f".copier-answers.{plural}.yml" for plural in PLURALS]


@pytest.mark.parametrize("plural", [*PLURALS, "auth"])
def test_every_router_is_included_once(service: Path, plural: str) -> None:
    text = (service / "src/shop/api.py").read_text()

    assert text.count(f"router.include_router({plural}_router)") == 1


def test_revisions_follow_each_other(service: Path) -> None:
    versions = (service / "src/shop/migrations/versions").glob("*.py")
    found = dict(_revision(file.read_text()) for file in versions)

    line, after = [], "None"
    while after in found:
        line.append(found[after])
        after = found[after]
    assert len(line) == len(found) == len([*COPIES, *BROUGHT])


def _revision(text: str) -> tuple[str, str]:
    parent = re.search(r"(?m)^down_revision = (.*)$", text)
    own = re.search(r"(?m)^revision = (.*)$", text)
    assert parent
    assert own
    return parent[1], own[1]


@pytest.mark.parametrize("number", range(len(COPIES)))
def test_a_later_endpoint_leaves_shared_files_alone(service: Path, number: int) -> None:
    commits = git(service, "log", "--reverse", "--format=%h").split()
    changed = git(service, "show", "--format=", "--name-status", commits[number])

    edited = {
        line.partition("\t")[2] for line in changed.splitlines() if line[0] == "M"
    }
    all_models = [file for file in edited if "models" in file]
    assert len(all_models) <= 1
    assert edited - {*all_models} <= {
        "pyproject.toml",
        "src/shop/__main__.py",
        "src/shop/api.py",
    }


# It is proved -----------------------------------------------------------------


@pytest.mark.usefixtures("_interpreter")
@pytest.mark.parametrize("service", ["layered"], indirect=True)
@pytest.mark.parametrize("step", ["format", "lint", "types", "tests"])
def test_it_holds(
    service: Path,
    step: str,
    postgres: Postgres,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    environment = {
        "MYPY_CACHE_DIR": str(tmp_path_factory.getbasetemp() / "mypy"),
        "TEST_DATABASE_URL": postgres.url,
    }
    try:
        take(step, service, environment)
    except Failed as error:
        pytest.fail(str(error), pytrace=False)


# Updates ----------------------------------------------------------------------


@pytest.mark.parametrize("service", ["feature"], indirect=True)
def test_a_recopy_of_the_first_endpoint_keeps_the_others_registered(
    service: Path,
) -> None:
    before = contents(service)

    copier.run_recopy(
        service,
        answers_file=f".copier-answers.{PLURALS[0]}.yml",
        defaults=True,
        overwrite=True,
        unsafe=True,
        quiet=True,
    )

    assert contents(service) == before
