"""Run a command of a service that does not outlive the one who started it.

The command and all that it starts are one process group. When the standard input
ends, since the one who holds its other end has closed it or has died, in whichever
way, the group is asked to end, and killed if it has not done so in time. So is the
service's embedded PostgreSQL, which is in no group.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

GRACE = 10.0


@contextmanager
def guarded(
    command: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    output: IO[str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in `folder`; whatever still runs at the end is ended."""
    process = subprocess.Popen(
        [sys.executable, "-P", __file__, *command],
        cwd=folder,
        env=environment,
        start_new_session=True,
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
    )
    assert process.stdin
    try:
        yield process
    finally:
        process.stdin.close()
        process.wait()


def stop_database(folder: Path) -> None:
    """Stop the embedded PostgreSQL of the service in `folder`, if it runs."""
    lock = folder / ".postgres" / "postmaster.pid"
    try:
        pid, _, _, port, sockets = lock.read_text().splitlines()[:5]
        with socket.socket(socket.AF_UNIX) as probe:
            # It answers, so the process is still the one that wrote the file.
            probe.connect(f"{sockets}/.s.PGSQL.{port}")
        os.kill(int(pid), signal.SIGINT)
    except (OSError, ValueError):
        return
    end = time.monotonic() + GRACE
    while lock.exists() and time.monotonic() < end:
        time.sleep(0.1)


def main(command: Sequence[str]) -> int:
    """Run the command in this folder, and return its exit status."""
    # A handler, since what is ignored would be ignored by the command too.
    signal.signal(signal.SIGTERM, lambda *_: None)
    abandoned = threading.Event()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_with_input, args=[abandoned], daemon=True).start()
    status = child.wait()
    os.killpg(0, signal.SIGTERM)
    if abandoned.is_set():
        stop_database(Path.cwd())
    return status


def _end_with_input(abandoned: threading.Event) -> None:
    os.read(sys.stdin.fileno(), 1)
    abandoned.set()
    os.killpg(0, signal.SIGTERM)
    time.sleep(GRACE)
    stop_database(Path.cwd())
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
