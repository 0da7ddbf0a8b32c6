"""An endpoint is removed: what goes, what stays, and when it is refused."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import pytest
from copier.errors import UserMessageError

from tests.postgres import Postgres
from tests.update.conftest import Made, hold
from tests.update.services import Project

pytestmark = pytest.mark.all

ENDPOINTS: list[Mapping[str, Any]] = [
    {"resource": "tag", "fields": {"name": "str(20)"}},
    {"resource": "customer", "fields": {"name": "str(80)"}, "auth": "existing"},
    {
        "resource": "invoice",
        "fields": {"customer": "ref(Customer)", "to": "email"},
        "auth": "existing",
        "pagination": "offset",
    },
]
INVOICES = ("src/shop/invoices", "tests/invoices")


@dataclass(frozen=True)
class Removed:
    """A service without an endpoint, and what the update said."""

    project: Project
    said: str


@contextmanager
def _errors_in(file: IO[str]) -> Iterator[None]:
    """Let a file have what processes write to standard error."""
    before = os.dup(2)
    os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


@pytest.fixture
def project(made: Made) -> Project:
    return made(ENDPOINTS)


def below(project: Project, *folders: str) -> list[str]:
    return [name for name in project.files if name.startswith(folders)]


def read(project: Project, name: str) -> str:
    return (project.folder / name).read_text("utf-8")


@pytest.fixture(scope="module")
def without_code(
    _made: Made, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Removed]:
    """The service without the invoices, of which a file had been changed."""
    project = _made(ENDPOINTS).copy_to(tmp_path_factory.mktemp("removed") / "shop")
    service = project.folder / "src/shop/invoices/service.py"
    service.write_text(service.read_text() + "\n# Ours.\n")
    project.commit()
    with TemporaryFile("w+") as said:
        with _errors_in(said):
            project.change("invoices", remove="code")
        said.seek(0)
        yield Removed(project, said.read())


def test_the_code_goes_and_the_model_stays_with_its_table(
    without_code: Removed,
) -> None:
    project = without_code.project

    assert below(project, *INVOICES) == [
        "src/shop/invoices/__init__.py",
        "src/shop/invoices/models.py",
    ]
    assert "Invoice" in read(project, "src/shop/models.py")
    assert project.answers("invoices")["remove"] == "code"


def test_its_router_is_no_longer_included(without_code: Removed) -> None:
    assert "invoices" not in read(without_code.project, "src/shop/api.py")


def test_files_that_were_changed_are_told(without_code: Removed) -> None:
    assert "git show HEAD:./src/shop/invoices/service.py" in without_code.said


def test_the_table_goes_with_its_model_and_a_revision_says_so(project: Project) -> None:
    revisions = below(project, "src/shop/migrations/versions")

    project.change("invoices", remove="table")

    assert below(project, *INVOICES) == []
    assert "nvoice" not in read(project, "src/shop/api.py")
    assert "nvoice" not in read(project, "src/shop/models.py")
    [new] = {*below(project, "src/shop/migrations/versions")} - {*revisions}
    assert 'op.drop_table("invoices")' in read(project, new)


@pytest.mark.usefixtures("_interpreter")
@pytest.mark.parametrize("way", ["code", "table"])
@pytest.mark.parametrize("plural", ["tags", "invoices"])
def test_the_others_hold_without_it(
    project: Project, plural: str, way: str, postgres: Postgres, tmp_path: Path
) -> None:
    project.change(plural, remove=way)

    assert project.conflicts == []
    hold(project, postgres, tmp_path)


def test_a_removed_endpoint_stays_away_at_the_next_update(project: Project) -> None:
    project.change("tags", remove="code")
    project.commit()

    project.change("tags")

    assert project.status == ""


@pytest.mark.parametrize(
    ("plural", "answers", "why"),
    [
        ("customers", {"remove": "code"}, "remove: invoices refers to customers; acc"),
        ("customers", {"remove": "all"}, "remove: 'all' is no way; accepted: code, t"),
        (
            "tags",
            {"layout": "layered"},
            "is not how the other endpoints are laid out",
        ),
    ],
)
def test_what_others_would_not_survive_is_refused(
    project: Project, plural: str, answers: dict[str, Any], why: str
) -> None:
    with pytest.raises(UserMessageError, match=why):
        project.change(plural, **answers)

    assert project.status == ""
