"""The plan in words: what the user approves."""

from pathlib import Path

import pytest

from extensions.answers.project import Project
from extensions.plan.plan import Plan
from extensions.plan.preview import WIDTH, described
from extensions.survey.survey import Survey
from tests.conftest import Copy
from tests.extensions.plan.test_plan import plan
from tests.extensions.slice.fitted.projects import PROJECT, endpoint


@pytest.fixture(params=["feature", "layered"])
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_it_names_every_file(layout: str, tmp_path: Path) -> None:
    made = plan(layout=layout)

    unfolded = described(made, tmp_path).replace("\n    ", " ")
    named = [name for line in unfolded.splitlines() for name in _listed(line.strip())]
    assert set(made.created) <= set(named)


def _listed(line: str) -> list[str]:
    """The paths of a line such as `src/{a.py, b.py}`."""
    folder, opening, names = line.partition("{")
    if not opening:
        return [line]
    return [folder + name for name in names.rstrip("}").split(", ")]


@pytest.mark.parametrize(
    ("auth", "said"),
    [("jwt", ", after 5b1f0c9a3d72"), ("none", ", the first one")],
)
def test_it_says_where_the_migration_stands(
    auth: str, said: str, tmp_path: Path
) -> None:
    made = plan(auth=auth)

    assert f"  {made.slice.revision}{said}" in described(made, tmp_path).splitlines()


@pytest.mark.parametrize(
    ("auth", "said"),
    [("jwt", "any user with a token"), ("none", "anybody, without a login")],
)
def test_it_says_who_may_call(auth: str, said: str, tmp_path: Path) -> None:
    assert said in described(plan(auth=auth), tmp_path)


def test_it_fits_a_terminal_without_trailing_spaces(
    layout: str, tmp_path: Path
) -> None:
    for line in described(plan(layout=layout), tmp_path).splitlines():
        assert line == line.rstrip()
        assert len(line) <= WIDTH or " " not in line.strip()


def test_it_says_what_comes_of_foreign_keys_that_nothing_checks(tmp_path: Path) -> None:
    fields = {"shelf": "ref(Shelf)?"}
    found = {"session": {**PROJECT["session"], "foreign_keys": False}}
    unchecked, checked = (
        described(Plan.of(endpoint(one, fields=fields)), tmp_path)
        for one in (found, {})
    )

    assert "  rows that refer to a deleted one stay" in unchecked.splitlines()
    assert "Foreign keys" not in checked


def test_a_new_service_changes_no_file(tmp_path: Path) -> None:
    assert "Files to change" not in described(plan(), tmp_path)


# Endpoints of a service that is there -----------------------------------------


@pytest.fixture
def service(copy: Copy, tmp_path: Path) -> Path:
    return copy(tmp_path / "shop", resource="customer", auth="none")


def second(service: Path) -> Plan:
    found = Survey.of(service).whole
    return plan(
        package=Project(found).package,
        project_state="existing",
        project=found,
        fields={"contact": "email"},
        auth="none",
    )


@pytest.mark.slow
def test_it_names_the_lines_of_files_that_change(service: Path) -> None:
    lines = [line.strip() for line in described(second(service), service).splitlines()]

    assert "from shop.people.router import router as people_router" in lines
    assert "router.include_router(people_router)" in lines
    assert any(line.startswith("email-validator") for line in lines)


@pytest.mark.slow
def test_it_names_what_has_to_be_added_by_hand(service: Path) -> None:
    planned = second(service)
    (service / "src/shop/api.py").write_text("routers = []\n")

    text = described(planned, service)

    _, _, by_hand = text.partition("To be added by hand")
    assert "# it includes no router" in by_hand
    assert "router.include_router(people_router)" in by_hand


@pytest.mark.parametrize(
    ("heads", "models", "said"),
    [
        (["abc"], PROJECT["models"], ", after abc"),
        ([], PROJECT["models"], "none: the project has no revisions"),
        ([], [], ", the first one"),
    ],
)
def test_no_revision_comes_before_those_of_the_models_that_are_there(
    heads: list[str], models: list[object], said: str, tmp_path: Path
) -> None:
    migrations = {"versions": "alembic/versions", "heads": heads}
    made = Plan.of(endpoint({"migrations": migrations, "models": models}))

    assert said in described(made, tmp_path).replace("\n    ", " ")
    assert bool(made.files["migration"]) is not said.startswith("none")
