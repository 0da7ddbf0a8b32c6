"""A service with the default answers, driven over HTTP like its users drive it."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.postgres import Postgres
from tests.rendering.conftest import Render, Service
from tests.rendering.running import (
    EMAIL,
    Running,
    running,
    server,
    set_up,
    variables,
)
from tools import cell

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("_interpreter")]

ITEM = {"name": "A spanner", "description": None}


@pytest.fixture(scope="module")
def service(render: Render) -> Service:
    return render("nothing_but_a_resource")


@pytest.fixture(scope="module")
def database_url(service: Service, postgres: Postgres) -> str:
    url = postgres.new_database()
    set_up(service, url)
    return url


@pytest.fixture(scope="module")
def started(
    service: Service,
    database_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    log = tmp_path_factory.mktemp("log") / "service.log"
    with running(service, database_url, log) as started:
        yield started


@pytest.fixture
def api(started: Running) -> Iterator[httpx2.Client]:
    with started.logged_in() as client:
        yield client


@pytest.fixture
def item(api: httpx2.Client) -> str:
    """The path of a new item."""
    return str(
        api.post("/line-items", json=ITEM).raise_for_status().headers["Location"]
    )


def test_who_logged_in_is_known(api: httpx2.Client) -> None:
    me = api.get("/auth/me").json()

    assert (me["email"], me["roles"]) == (EMAIL, ["staff"])


def test_a_wrong_password_gets_no_token(started: Running) -> None:
    with started.client() as client:
        form = {"username": EMAIL, "password": "wrong"}
        refused = client.post("/auth/token", data=form)

    assert refused.status_code in {400, 401}
    assert "access_token" not in refused.text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_is_done_without_a_token(method: str, started: Running) -> None:
    with started.client() as client:
        refused = client.request(method, "/line-items", json=ITEM)

    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"


def test_what_was_created_is_found(api: httpx2.Client, item: str) -> None:
    found = api.get(item).json()

    assert found.items() >= ITEM.items()
    assert found in api.get("/line-items", params={"limit": 100}).json()["data"]


def test_an_update_changes_what_it_names(api: httpx2.Client, item: str) -> None:
    changed = api.patch(item, json={"description": "Ten millimetres"})

    assert changed.status_code == 200
    assert api.get(item).json() == changed.json()
    assert changed.json()["name"] == ITEM["name"]


def test_a_replacement_resets_what_it_leaves_out(
    api: httpx2.Client,
    item: str,
) -> None:
    api.patch(item, json={"description": "Ten millimetres"}).raise_for_status()

    replaced = api.put(item, json={"name": "A hammer"})

    assert replaced.status_code == 200
    assert replaced.json().items() >= {"name": "A hammer", "description": None}.items()


def test_what_was_deleted_is_gone(api: httpx2.Client, item: str) -> None:
    deleted = api.delete(item)

    assert (deleted.status_code, deleted.content) == (204, b"")
    assert api.get(item).status_code == 404


def test_the_plan_named_every_route_and_status(started: Running) -> None:
    paths = started.described()["paths"]
    served = {
        (method.upper(), path): set(operation["responses"])
        for path, operations in paths.items()
        if path.startswith("/line-items")
        for method, operation in operations.items()
    }

    planned = {
        (line.split()[0], line.split()[1]): set(re.findall(r"\b\d{3}\b", line))
        for line in started.service.plan.endpoints
    }
    assert served == planned


def test_sigterm_ends_it_in_time(
    service: Service,
    database_url: str,
    tmp_path: Path,
) -> None:
    with (
        running(service, database_url, tmp_path / "log") as started,
        started.client() as kept_alive,
    ):
        kept_alive.get("/health/live").raise_for_status()

        assert started.terminate() in {0, -15}


def test_sigterm_ends_the_embedded_database_too(
    service: Service, tmp_path: Path
) -> None:
    with running(service, "", tmp_path / "log") as started:
        postgres = service.folder / ".postgres/postmaster.pid"
        assert postgres.exists()

        started.terminate()

        assert not postgres.exists()


@pytest.mark.parametrize("missing", ["DATABASE_URL", "SECRET_KEY"])
def test_production_says_in_one_line_what_is_missing(
    missing: str,
    service: Service,
) -> None:
    production = {
        "ENVIRONMENT": "production",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "SECRET_KEY": "s" * 32,
    }
    del production[missing]

    ended = subprocess.run(
        server(service, "--port", "0"),
        cwd=service.folder,
        env=cell.clean(variables(service, **production)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
        text=True,
        check=False,
    )

    assert ended.returncode not in {0, None}
    assert (ended.stdout + ended.stderr).splitlines() == [
        f"{missing}: must be set in production",
    ]
