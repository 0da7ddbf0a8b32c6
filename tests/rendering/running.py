"""A rendered service, set up and running, as its users run it."""

import json
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from tests.rendering.conftest import Service
from tools import cell

STARTS_IN = 30.0
ENDS_IN = 5.0
EMAIL, PASSWORD = "ada@example.com", "correct horse battery staple"


@dataclass(frozen=True)
class Running:
    """A service that answers at an address."""

    service: Service
    address: str
    process: "subprocess.Popen[bytes]"
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8", "replace")

    def client(self, **options: Any) -> httpx2.Client:
        return httpx2.Client(base_url=self.address, timeout=30, **options)

    def logged_in(self) -> httpx2.Client:
        """A client with the token of the user whom `set_up` created."""
        form = {"username": EMAIL, "password": PASSWORD}
        with self.client() as client:
            token = client.post("/auth/token", data=form).json()["access_token"]
        return self.client(headers={"Authorization": f"Bearer {token}"})

    def described(self) -> dict[str, Any]:
        """Its description of its API."""
        with self.client() as client:
            description: dict[str, Any] = client.get("/openapi.json").json()
        return description

    def terminate(self) -> int:
        """Ask it to end; its exit status."""
        self.process.terminate()
        return self.process.wait(ENDS_IN)


def variables(service: Service, **own: str) -> dict[str, str]:
    """The environment of a service that stands in no environment of its own."""
    return {"PYTHONPATH": str(service.folder / "src"), **own}


def set_up(service: Service, url: str) -> None:
    """Bring a new database to the newest revision, and add a user to it."""
    environment = variables(service, DATABASE_URL=url)
    command_line(service, environment, "migrate")
    if service.plan.slice.auth.kind == "jwt":
        command = ["create-user", EMAIL, "--role", "staff"]
        command_line(service, environment, *command, text=f"{PASSWORD}\n")


def command_line(
    service: Service,
    environment: Mapping[str, str],
    *command: str,
    text: str = "",
) -> str:
    """Run a command of the service, and return what it says."""
    return cell.run(
        service.package,
        *command,
        folder=service.folder,
        environment=environment,
        text=text,
    )


def server(service: Service, *options: str) -> list[str]:
    """What starts the service."""
    factory = f"{service.package}.main:create_app"
    return [str(cell.PYTHON), "-m", "uvicorn", "--factory", factory, *options]


@contextmanager
def running(service: Service, url: str, log_file: Path) -> Iterator[Running]:
    """Run the service until the end of the block, where its log has no traceback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (
        log_file.open("wb") as output,
        subprocess.Popen(
            server(service, "--port", str(port)),
            cwd=service.folder,
            env=cell.clean(variables(service, DATABASE_URL=url)),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        started = Running(service, f"http://127.0.0.1:{port}", process, log_file)
        try:
            _wait_until_ready(started)
            yield started
        finally:
            process.kill()
    assert "Traceback" not in started.log, started.log[-cell.TAIL :]


def _wait_until_ready(started: Running) -> None:
    end = time.monotonic() + STARTS_IN
    while time.monotonic() < end and started.process.poll() is None:
        try:
            if httpx2.get(f"{started.address}/health/ready").is_success:
                return
        except httpx2.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"The service does not start\n{started.log[-cell.TAIL :]}")


def example_body(description: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The body that the description shows for creating a resource."""
    [example] = description["components"]["schemas"][f"{name}Create"]["examples"]
    copied: dict[str, Any] = json.loads(json.dumps(example))
    return copied
