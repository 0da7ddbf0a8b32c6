"""An endpoint is removed: what goes, what stays, and when it is refused."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from copier.errors import UserMessageError

from tests.postgres import Postgres
from tests.update.conftest import Made, hold
from tests.update.services import Project

pytestmark = pytest.mark.slow

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


@pytest.fixture
def project(made: Made) -> Project:
    return made(ENDPOINTS)


def below(project: Project, *folders: str) -> list[str]:
    return [name for name in project.files if name.startswith(folders)]


def read(project: Project, name: str) -> str:
    return (project.folder / name).read_text("utf-8")


def test_the_code_goes_and_the_model_stays_with_its_table(project: Project) -> None:
    project.change("invoices", remove="code")

    assert below(project, *INVOICES) == [
        "src/shop/invoices/__init__.py",
        "src/shop/invoices/models.py",
    ]
    assert "invoices" not in read(project, "src/shop/api.py")
    assert "Invoice" in read(project, "src/shop/models.py")
    assert project.answers("invoices")["remove"] == "code"


def test_the_table_goes_with_its_model_and_a_revision_says_so(project: Project) -> None:
    revisions = below(project, "src/shop/migrations/versions")

    project.change("invoices", remove="table")

    assert below(project, *INVOICES) == []
    assert "nvoice" not in read(project, "src/shop/api.py")
    assert "nvoice" not in read(project, "src/shop/models.py")
    now = below(project, "src/shop/migrations/versions")
    assert {*revisions} < {*now}
    [new] = {*now} - {*revisions}
    assert 'op.drop_table("invoices")' in read(project, new)


@pytest.mark.cell
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

    for plural in ("tags", "customers", "invoices"):
        project.change(plural)

    assert project.status == ""


def test_a_router_that_was_changed_is_told(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    api = project.folder / "src/shop/api.py"
    line = "router.include_router(invoices_router)"
    changed = line.replace(")", ', prefix="/v1")')
    api.write_text(read(project, "src/shop/api.py").replace(line, changed))
    project.commit()

    project.change("invoices", remove="code")

    assert changed in read(project, "src/shop/api.py")
    assert line in capfd.readouterr().err


def test_files_that_were_changed_are_told(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    service = project.folder / "src/shop/invoices/service.py"
    service.write_text(service.read_text() + "\n# Ours.\n")
    project.commit()

    project.change("invoices", remove="code")

    assert not service.exists()
    told = "git show HEAD:./src/shop/invoices/service.py"
    assert told in capfd.readouterr().err


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"remove": "code"}, "remove: invoices refers to customers; accepted: an"),
        ({"remove": "all"}, "remove: 'all' is no way; accepted: code, table"),
    ],
)
def test_it_is_refused(project: Project, answers: dict[str, Any], why: str) -> None:
    with pytest.raises(UserMessageError, match=why):
        project.change("customers", **answers)

    assert project.status == ""
