"""The interview in a folder that is not empty: what it proposes, and what it refuses."""

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from copier.errors import UserMessageError

from tests.conftest import Copy, run_copy

pytestmark = pytest.mark.slow

HEAD = 'revision = "{0}"\ndown_revision = None\n'


@pytest.fixture(scope="session")
def made(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("existing") / "my-shop"
    return run_copy(template, folder, resource="customer", layout="layered")


@pytest.fixture
def service(made: Path, tmp_path: Path) -> Path:
    return copytree(made, tmp_path / "my-shop")


def refused(copy: Copy, folder: Path, **answers: Any) -> str:
    before = sorted(folder.rglob("*"))
    with pytest.raises(UserMessageError) as refused:
        copy(folder, **answers)
    assert sorted(folder.rglob("*")) == before
    message = str(refused.value)
    assert len(message.splitlines()) == 1
    return message


def recorded(folder: Path, plural: str) -> dict[str, Any]:
    text = (folder / f".copier-answers.{plural}.yml").read_text()
    answers: dict[str, Any] = yaml.safe_load(text)
    return answers


# Proposals --------------------------------------------------------------------


def test_answers_come_from_what_is_there(copy: Copy, service: Path) -> None:
    copy(service, resource="invoice")

    answers = recorded(service, "invoices")
    assert answers["project_state"] == "existing"
    assert answers["layout"] == "layered"
    assert answers["auth"] == "existing"
    assert answers["project"]["app"] == "my_shop.main:create_app()"
    assert (service / "src/my_shop/routers/invoice.py").is_file()


def test_an_empty_folder_is_for_a_new_service(copy: Copy, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()

    copy(tmp_path / "shop", resource="invoice")

    assert recorded(tmp_path / "shop", "invoices")["project_state"] == "new"


def test_what_was_found_is_told_first(
    template: Path, service: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UserMessageError, match="declined"):
        run_copy(template, service, quiet=False, resource="invoice", approve=False)

    said = capfd.readouterr()
    assert "Found my_shop (src/my_shop/main.py:" in said.out + said.err


# Refusals ---------------------------------------------------------------------


def test_a_folder_without_an_application(bare_copy: Copy, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    message = refused(bare_copy, tmp_path, resource="invoice")

    assert "it has notes.txt, and no FastAPI application; accepted: " in message


def test_an_application_that_is_not_there(bare_copy: Copy, tmp_path: Path) -> None:
    answers = {"resource": "invoice", "project_state": "existing"}

    message = refused(bare_copy, tmp_path, **answers)

    assert message.startswith("project_state: there is no FastAPI application in ")


def test_an_application_of_another_kind(bare_copy: Copy, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(
        "from fastapi import FastAPI\n\napp = FastAPI()\n"
    )

    message = refused(bare_copy, tmp_path, resource="invoice")

    assert message == (
        "project.orm: it has no database; "
        "accepted: a project with SQLAlchemy 2 or SQLModel, async or sync"
    )


def test_a_service_that_lost_a_part(bare_copy: Copy, service: Path) -> None:
    (service / "src/my_shop/validation.py").unlink()

    message = refused(bare_copy, service, resource="invoice")

    assert message.startswith("project: it lacks my_shop.validation; accepted: ")


def test_a_service_of_an_older_release_is_updated_first(
    bare_copy: Copy, service: Path
) -> None:
    """Its modules lack what new endpoints import."""
    module = service / "src/my_shop/validation.py"
    module.write_text(module.read_text().replace("def omittable(", "def older("))

    message = refused(bare_copy, service, resource="invoice")

    assert message == (
        "project: it lacks omittable in my_shop.validation; "
        "accepted: a service that this template made, after make update"
    )


def test_several_heads(bare_copy: Copy, service: Path) -> None:
    versions = service / "src/my_shop/migrations/versions"
    for name in ("zeta", "alpha"):
        (versions / f"{name}.py").write_text(HEAD.format(name))

    message = refused(bare_copy, service, resource="invoice")

    assert message.startswith("head: there are several newest revisions, alpha, ")
    assert message.endswith("such as -d head=alpha, or alembic merge first")


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            {"resource": "customer"},
            "plural: customers is an endpoint already; accepted: another plural, "
            "or copier update -a .copier-answers.customers.yml",
        ),
        ({"resource": "user"}, "resource: 'user' "),
        (
            {"resource": "client", "plural": "customers"},
            "plural: customers is an endpoint already; ",
        ),
        (
            {"resource": "customer", "plural": "buyers"},
            "resource: my_shop.models.customer has a model Customer already; ",
        ),
        (
            {"resource": "invoice", "layout": "feature"},
            "layout: feature is not how the service is laid out; accepted: layered",
        ),
        (
            {"resource": "invoice", "project_state": "new"},
            "{folder} is not empty, it has ",
        ),
        (
            {"resource": "invoice", "package": "other"},
            "package: does not apply when project_state is existing; ",
        ),
        (
            {"resource": "invoice", "project": {"app": 5}},
            "project.app: '5' is none; accepted: module:variable or ",
        ),
    ],
)
def test_a_name_that_is_taken_or_does_not_fit(
    copy: Copy, service: Path, answers: dict[str, Any], message: str
) -> None:
    said = refused(copy, service, **answers)

    assert said.startswith(message.format(folder=service))


def test_a_table_that_is_taken(bare_copy: Copy, service: Path) -> None:
    (service / ".copier-answers.customers.yml").unlink()

    message = refused(bare_copy, service, resource="buyer", plural="customers")

    assert message.startswith("plural: my_shop.models.customer has a table customers ")


def test_a_path_that_is_taken(bare_copy: Copy, service: Path) -> None:
    (service / "src/my_shop/routers/mine.py").write_text(
        'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/invoices")\n'
    )
    with (service / "src/my_shop/api.py").open("a") as api:
        api.write("from my_shop.routers import mine\n\n")
        api.write("router.include_router(mine.router)\n")

    message = refused(bare_copy, service, resource="invoice", plural="invoices")

    assert message.startswith("plural: there are routes below /invoices; accepted: ")


def test_a_file_that_is_in_the_way(copy: Copy, service: Path) -> None:
    (service / "src/my_shop/schemas/invoice.py").write_text("mine = 1\n")

    message = refused(copy, service, resource="invoice")

    assert message.startswith("plural: src/my_shop/schemas/invoice.py is there already")


# What is not safe ---------------------------------------------------------------


def test_lines_that_cannot_be_added_are_told(
    copy: Copy, service: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (service / "pyproject.toml").write_text("[project]\nname = 'my-shop'\n")
    fields = {"contact": "email"}

    copy(service, resource="invoice", fields=fields)

    said = capfd.readouterr().err
    assert "  pyproject.toml\n" in said
    assert '[project] dependencies = [..., "email-validator' in said
    assert "invoices_router" in (service / "src/my_shop/api.py").read_text()
