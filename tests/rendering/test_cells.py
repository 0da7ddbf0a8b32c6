"""Every cell is proved with the service's own tools: `make cell NAME=…` does one.

Those of the matrix, and those drawn by chance, have several endpoints.
"""

from pathlib import Path

import pytest
import yaml

from tests.postgres import Postgres
from tests.rendering.conftest import Render, Service
from tests.rendering.services import FIRST, find, proved
from tools.cell import Failed, take

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("_interpreter")]


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(name, marks=() if name in FIRST else pytest.mark.all)
        for name in proved()
    ],
)
def service(request: pytest.FixtureRequest, render: Render) -> Service:
    return render(request.param)


@pytest.fixture(scope="session")
def types_known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a worker's mypy keeps what it knows of libraries, from cell to cell."""
    return tmp_path_factory.mktemp("mypy")


def test_the_files_are_those_of_the_plan(service: Service) -> None:
    assert set(service.files) == service.planned


def test_it_is_formatted(service: Service) -> None:
    prove("format", service)


def test_it_lints(service: Service) -> None:
    prove("lint", service)


def test_its_types_check(service: Service, types_known: Path) -> None:
    prove("types", service, MYPY_CACHE_DIR=str(types_known))


def test_it_passes_its_own_tests(service: Service, postgres: Postgres) -> None:
    prove("tests", service, TEST_DATABASE_URL=postgres.url)


def prove(step: str, service: Service, **environment: str) -> None:
    __tracebackhide__ = True
    try:
        take(step, service.folder, environment)
    except Failed as error:
        name = service.folder.parent.name
        trouble = f"{error}\nmake cell NAME={name}\n{_yaml(name)}"
    else:
        return
    pytest.fail(trouble, pytrace=False)


def _yaml(name: str) -> str:
    """What makes the service, an answers file a copy."""
    return yaml.safe_dump_all(map(dict, find(name)), sort_keys=False)
