"""The survey of services that this template made, as they are and as they are edited."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from extensions.answers.answers import Answers
from extensions.answers.project import Project
from extensions.slice.slice import Slice
from extensions.survey.report import report
from extensions.survey.survey import Survey
from tests.conftest import run_copy

FIELDS = {"name": "str(20)", "price": "decimal(10, 2)?", "seen_on": "date"}


@pytest.fixture(scope="session", params=["feature", "layered"])
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def made(template: Path, layout: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(layout) / "my-shop"
    return run_copy(
        template, folder, resource="order_item", fields=FIELDS, layout=layout
    )


@pytest.fixture
def service(made: Path, tmp_path: Path) -> Path:
    """A service to be edited."""
    return copytree(made, tmp_path / "my-shop")


def survey(folder: Path) -> dict[str, Any]:
    return Survey.of(folder).whole


def test_it_is_fit_for_another_endpoint(made: Path) -> None:
    assert Survey.of(made).missing == []


def test_what_defaults_come_from_is_found(made: Path, layout: str) -> None:
    project = Project(survey(made))

    assert (project.name, project.package) == ("my-shop", "my_shop")
    assert (project.layout, project.response) == (layout, "direct")
    assert project.register_in == "src/my_shop/api.py"


def test_values_are_those_of_the_design(made: Path) -> None:
    project = survey(made)

    assert project["root"] == "src"
    assert project["app"] == "my_shop.main:create_app()"
    assert project["orm"] == "sqlalchemy-async"
    assert project["base"] == "my_shop.database:Base"
    assert project["session"]["alias"] == "my_shop.database:DatabaseDep"
    assert project["schemas_base"] == "my_shop.validation:RequestModel"
    assert project["migrations"]["ini"] == "alembic.ini"
    assert project["dependencies"]["file"] == "pyproject.toml"
    assert project["python"] == ">=3.11"


def test_auth_is_found_with_its_dependency(made: Path) -> None:
    auth = survey(made)["auth"]

    assert auth["kind"] == "oauth2"
    assert auth["dependency"] == "my_shop.auth.dependencies:current_user"


def test_a_model_is_found_with_its_columns(made: Path) -> None:
    model = Project(survey(made)).model("OrderItem")

    assert model
    assert (model.table, model.key.name, model.key_type) == (
        "order_items",
        "id",
        "uuid",
    )
    assert dict(model.columns) == {
        "name": "str",
        "price": "Decimal | None",
        "seen_on": "dt.date",
        "id": "UUID",
        "created_at": "datetime",
        "updated_at": "datetime",
    }
    assert not model.has_owner


def test_shared_modules_are_found_by_what_they_define(service: Path) -> None:
    before = survey(service)["shared"]
    (service / "src/my_shop/cursors.py").write_text("class Other:\n    pass\n")

    after = survey(service)["shared"]

    assert {"users", "principals", "cursors"} <= {*before}
    assert {*before} - {*after} == {"cursors"}


def test_every_value_has_evidence_or_follows_from_one(made: Path) -> None:
    shown = report(Survey.of(made))

    assert yaml.safe_load(shown) == Survey.of(made).project
    assert "app: my_shop.main:create_app()  # src/my_shop/main.py:" in shown


EDITS: dict[str, Callable[[str], str]] = {
    "main.py": lambda text: text.replace(
        "FastAPI(\n", "FastAPI(\n        debug=True,\n"
    ),
    "api.py": lambda text: f"# Ours.\nimport sys\n{text}\nprint(sys)\n",
    "database.py": lambda text: f"{text}\n\nclass Mixin:\n    pass\n",
    "errors.py": lambda text: text.replace("\n\n\n", "\n\n\n\n"),
}


@pytest.mark.parametrize("module", EDITS)
def test_an_edited_module_is_still_ours(service: Path, module: str) -> None:
    file = service / "src/my_shop" / module
    file.write_text(EDITS[module](file.read_text()))

    assert Survey.of(service).missing == []


@pytest.mark.parametrize(
    ("module", "missing"),
    [
        ("main.py", "my_shop.main"),
        ("database.py", "my_shop.database"),
        ("validation.py", "my_shop.validation"),
    ],
)
def test_what_is_gone_is_named(service: Path, module: str, missing: str) -> None:
    (service / "src/my_shop/asgi.py").write_text("app = FastAPI()\n")
    (service / "src/my_shop" / module).unlink()

    assert missing in Survey.of(service).missing


def test_a_prefix_that_was_put_before_all_routers_is_found(service: Path) -> None:
    api = service / "src/my_shop/api.py"
    api.write_text(api.read_text().replace("APIRouter()", 'APIRouter(prefix="/v1")'))

    assert Project(survey(service)).prefix == "/v1"


def test_a_broken_file_costs_one_file(service: Path) -> None:
    before = survey(service)
    (service / "src/my_shop/broken.py").write_text("def broken(:\n    APIRouter(\n")
    (service / "src/my_shop/latin.py").write_bytes("# é APIRouter".encode("latin-1"))
    (service / "src/my_shop/null.py").write_bytes(b"FastAPI(\0")

    assert survey(service) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "answers",
    [
        {"auth": "jwt", "cache": "headers", "fields": {"others": "refs(self)"}},
        {
            "auth": "api_key",
            "cache": "server",
            "pagination": "offset",
            "response": "envelope",
            "layout": "layered",
        },
        {"auth": "jwt", "operations": ["list", "create"], "response": "envelope"},
    ],
)
def test_every_group_that_was_written_is_found(
    template: Path, tmp_path: Path, answers: dict[str, Any]
) -> None:
    folder = run_copy(template, tmp_path / "shop", resource="order_item", **answers)
    recorded = yaml.safe_load((folder / ".copier-answers.order_items.yml").read_text())
    groups = Slice.of(Answers.of(recorded)).groups

    project = Project(survey(folder))

    assert project.shared == groups - {"service"}
    assert project.response == answers.get("response", "direct")
