"""Write a service, test it, start it, and walk through it with real requests.

make demo
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NoReturn

import httpx2

from tools.guard import guarded, stop_database
from tools.rendering import ROOT, render
from tools.walk import EMAIL, PASSWORD, Unexpected, walk

EXAMPLE = "catalogue"
DEMO = ROOT / "demo"
STEPS = 5
PATIENCE = 60.0

# What the demo's own make hands down, and would change how the service's make works.
FROM_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "VIRTUAL_ENV"}


class Failed(Exception):
    """The demo cannot go on; the message says why."""


def main() -> int:
    """Run the demo; the exit status."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _interrupt)
    started = time.monotonic()
    try:
        demo()
    except KeyboardInterrupt:
        print("\nInterrupted; nothing is left running.")
        return 130
    except (Failed, Unexpected, httpx2.HTTPError) as error:
        print(f"\nThe demo failed: {error}", file=sys.stderr)
        return 1
    _say(f"\nThat took {time.monotonic() - started:.0f} seconds. {_how_to_go_on()}")
    return 0


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def demo() -> None:
    """All steps, one after another."""
    _step(1, f"Write demo/ from examples/{EXAMPLE}.yml")
    write()
    _step(2, "Install it and migrate its database: make migrate")
    make("migrate")
    _step(3, "Run its tests, linters and type checker: make test")
    make("test")
    port = free_port()
    _step(4, f"Start it: make dev PORT={port}")
    with served(port) as address:
        create_user()
        _step(5, "Send requests to it")
        walk(address)
    _say("\nStopped the service.")


# Steps ------------------------------------------------------------------------


def write() -> None:
    """Render the example into demo/, in the place of an earlier one."""
    if DEMO.exists():
        if not any(DEMO.glob(".copier-answers*.yml")) and any(DEMO.iterdir()):
            raise Failed("demo/ is not from an earlier run: move it away")
        _say("demo/ is there from an earlier run: it is replaced")
        stop_database(DEMO)
        shutil.rmtree(DEMO)
    render(EXAMPLE, DEMO)
    files = [path for path in DEMO.rglob("*") if path.is_file()]
    _say(f"{len(files)} files")


def make(*arguments: str) -> None:
    """Run the service's own make, as its user would."""
    with guarded(_make(*arguments), folder=DEMO, environment=_environment()) as running:
        if running.wait() != 0:
            raise Failed(f"`make {' '.join(arguments)}` in demo/ failed, see above")


@contextmanager
def served(port: int) -> Iterator[str]:
    """The service, started; its address."""
    address = f"http://127.0.0.1:{port}"
    command = _make("dev")
    environment = {**_environment(), "PORT": str(port)}
    with (
        tempfile.TemporaryFile("w+") as log,
        guarded(command, folder=DEMO, environment=environment, output=log) as server,
    ):
        _wait_until_ready(address, server, log)
        yield address


def create_user() -> None:
    """Add the user who sends the requests, by the service's command line."""
    command = [".venv/bin/python", "-m", EXAMPLE, "create-user", EMAIL]
    _say(f"python -m {EXAMPLE} create-user {EMAIL}")
    done = subprocess.run(
        command,
        cwd=DEMO,
        env=_environment(),
        input=f"{PASSWORD}\n",
        check=False,
        text=True,
    )
    if done.returncode:
        raise Failed(f"{' '.join(command)} failed, see above")


def _make(*arguments: str) -> list[str]:
    return ["make", "--no-print-directory", f"PYTHON={sys.executable}", *arguments]


def _wait_until_ready(
    address: str,
    server: "subprocess.Popen[bytes]",
    log: IO[str],
) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            answer = httpx2.get(f"{address}/health/ready")
        except httpx2.TransportError:
            time.sleep(0.2)
            continue
        if answer.is_success:
            _say(f"GET /health/ready → {answer.status_code} {answer.text}")
            return
    log.seek(0)
    raise Failed(f"the service did not start:\n{log.read()}")


def _environment() -> dict[str, str]:
    """The environment without what would change what the service does."""
    example = (DEMO / ".env.example").read_text("utf-8")
    settings = {
        *re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE),
        "TEST_DATABASE_URL",
    }
    kept = os.environ.keys() - settings - FROM_MAKE
    return {name: os.environ[name] for name in kept}


def free_port() -> int:
    """8000 if nobody has it, else any that is free."""
    for port in (8000, 0):
        with socket.socket() as probe:
            # As servers do: a port whose last connections are just closing is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Failed("there is no free port")


# What is told -----------------------------------------------------------------


def _step(number: int, title: str) -> None:
    _say(f"\n═══ {number}/{STEPS} {title}")


def _say(*lines: str) -> None:
    for line in lines:
        print(line, flush=True)


def _how_to_go_on() -> str:
    return f"""\
demo/ is a service like any other:

  cd demo
  make dev     serve, with the data of this walk; docs at http://127.0.0.1:8000/docs
  make test    its own tests, linters and type checker
  make         what else there is

Log in as {EMAIL}, password "{PASSWORD}".
To write a service of your own:

  .venv/bin/copier copy --trust {ROOT} ../my-service"""


if __name__ == "__main__":
    sys.exit(main())
